import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useText } from '../../text.ts'
import { useOrganizationName, useOrganizations } from '../list/choices.ts'

type Props = Omit<SelectProps, 'data' | 'searchable' | 'value'> & { value: string | null }

/** One organization of the network, found by typing part of its name. */
export function OrganizationSelect({ value, ...props }: Props) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed.trim(), 200)
  const name = useOrganizationName(value ?? '')
  // Once chosen, the field holds the name; searching for it would leave no other choice.
  const choices = useOrganizations(wanted === name ? '' : wanted)
  const data =
    value === null || choices.some((each) => each.value === value)
      ? choices
      : [...choices, { value, label: name ?? value }]
  return (
    <Select
      {...props}
      searchable
      data={data}
      value={value}
      onSearchChange={setTyped}
      nothingFoundMessage={t('list.filter.nothing')}
    />
  )
}
