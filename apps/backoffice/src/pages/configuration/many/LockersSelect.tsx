import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useLockerNames, useLockers } from '../../../support/list/choices.ts'
import { useText } from '../../../text.ts'

type Props = { value: string[]; error: string | false; onChange: (lockers: string[]) => void }

/** Several lockers, each found by typing part of its name. */
export function LockersSelect({ value, error, onChange }: Props) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed.trim(), 200)
  const found = useLockers(wanted.length < 2 ? '' : wanted)
  const names = useLockerNames(value)
  // Whoever was chosen before stays a choice, whatever is searched for now.
  const missing = value.filter((id) => !found.some((each) => each.value === id))
  return (
    <MultiSelect
      label={t('configuration.many.lockers')}
      required
      searchable
      data={[...found, ...missing.map((id) => ({ value: id, label: names.get(id) ?? id }))]}
      value={value}
      error={error}
      nothingFoundMessage={t('search.nothing')}
      onSearchChange={setTyped}
      onChange={onChange}
    />
  )
}
