import { Group, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useText } from '../../text.ts'
import type { ListSearch } from './list-search.ts'
import type { Filter } from './filter.ts'
import { FilterChip } from './FilterChip.tsx'

type Props = {
  /** What can be searched for; without it there is no field. */
  searchLabel?: string | undefined
  filters: readonly Filter[]
  search: ListSearch
  onChange: (change: Record<string, string | null>) => void
}

/** Narrows a list. What is set stands in the address, so that a link shows the same. */
export function FilterBar({ searchLabel, filters, search, onChange }: Props) {
  return (
    <Group gap="sm">
      {searchLabel && (
        <SearchField
          label={searchLabel}
          value={search['q'] ?? ''}
          onChange={(q) => onChange({ q })}
        />
      )}
      {filters.map((filter) => (
        <FilterChip
          key={filter.name}
          filter={filter}
          value={search[filter.name]}
          onChange={(value) => onChange({ [filter.name]: value })}
        />
      ))}
    </Group>
  )
}

type FieldProps = { label: string; value: string; onChange: (value: string) => void }

function SearchField({ label, value, onChange }: FieldProps) {
  const { t } = useText()
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  // The address has changed by a link or the browser's history: the field follows.
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onChange(typed.trim())
  }
  return (
    <search style={{ flex: '1 1 260px', maxWidth: 420 }}>
      <form onSubmit={submit}>
        <TextInput
          type="search"
          aria-label={label}
          placeholder={label}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => typed.trim() !== value && onChange(typed.trim())}
          enterKeyHint="search"
          title={t('list.search.enter')}
        />
      </form>
    </search>
  )
}
