import { configuredLevel, type ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import { listLockerModels } from '@cubby/protocol/operations/models/list-locker-models'
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { useLockers, useSegments } from '../../support/list/choices.ts'
import { useText } from '../../text.ts'

type Props = {
  of: ConfiguredLevel
  /** What the chosen one is called; null while nobody knows. */
  name: string | null
  onChoose: (of: ConfiguredLevel) => void
}

/** A segment, a model or a locker, found by typing part of its name; empty: the whole network. */
export function LevelSelect({ of, name, onChoose }: Props) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed.trim(), 200)
  // Once chosen, the field holds the name; searching for it would leave no other choice.
  const q = wanted === name || wanted.length < 2 ? '' : wanted
  const groups = [
    { group: t('segments.title'), items: useSegments(q) },
    { group: t('models.title'), items: useModels(q) },
    { group: t('lockers.title'), items: useLockers(q) },
  ]
  const isListed = groups.some(({ items }) => items.some(({ value }) => value === of))
  const chosen = { group: t('configuration.title'), items: [{ value: of, label: name ?? of }] }
  return (
    <Select
      label={t('configuration.choose.level')}
      placeholder={t('configuration.of.network')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('configuration.of.network') }}
      data={isListed || of === 'network' ? groups : [chosen, ...groups]}
      value={of === 'network' ? null : of}
      nothingFoundMessage={t('search.nothing')}
      onSearchChange={setTyped}
      onChange={(value) => onChoose(value === null ? 'network' : configuredLevel.parse(value))}
    />
  )
}

function useModels(q: string) {
  const query = { limit: 50, ...(q === '' ? {} : { q }) }
  const { data } = useQuery({
    ...read(listLockerModels, { query }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
  return (data?.items ?? []).map(({ id, name }) => ({ value: id as string, label: name }))
}
