import { Button, CloseButton, Combobox, Group, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../text.ts'
import type { Choice, Filter } from './filter.ts'

type Props = { filter: Filter; value: string | undefined; onChange: (value: string | null) => void }

/** One filter: what it narrows to, and a cross that takes it away. Where there are many choices, typing finds them. */
export function FilterChip({ filter, value, onChange }: Props) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed.trim(), 200)
  const choices = filter.useChoices(wanted)
  const name = useNameOf(filter, choices, value)
  const label = t(filter.label)
  const isSearched = filter.useName !== undefined
  const list = useCombobox({
    onDropdownOpen: () => (isSearched ? list.focusSearchInput() : list.focusTarget()),
    onDropdownClose: () => {
      list.resetSelectedOption()
      setTyped('')
    },
  })
  const choose = (chosen: string) => {
    onChange(chosen)
    list.closeDropdown()
  }
  return (
    <Group gap={0} wrap="nowrap">
      <Combobox
        store={list}
        width={280}
        position="bottom-start"
        shadow="md"
        onOptionSubmit={choose}
      >
        <Combobox.Target targetType="button">
          <Button
            variant={name === null ? 'default' : 'light'}
            color={name === null ? 'primary' : 'link'}
            radius="xl"
            size="sm"
            rightSection={<IconChevronDown size={16} aria-hidden />}
            onClick={() => list.toggleDropdown()}
          >
            {name === null ? label : t('list.filter.set', { filter: label, value: name })}
          </Button>
        </Combobox.Target>
        <Combobox.Dropdown>
          {isSearched && (
            <Combobox.Search
              value={typed}
              aria-label={t('list.filter.search', { filter: label })}
              placeholder={t('list.filter.search', { filter: label })}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          <Choices choices={choices} value={value} label={label} />
        </Combobox.Dropdown>
      </Combobox>
      {name !== null && (
        <CloseButton
          aria-label={t('list.filter.remove', { filter: label })}
          onClick={() => onChange(null)}
        />
      )}
    </Group>
  )
}

type ChoicesProps = { choices: readonly Choice[]; value: string | undefined; label: string }

function Choices({ choices, value, label }: ChoicesProps) {
  const { t } = useText()
  return (
    <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={label}>
      {choices.length === 0 && <Combobox.Empty>{t('list.filter.nothing')}</Combobox.Empty>}
      {choices.map((choice) => (
        <Combobox.Option
          key={choice.value}
          value={choice.value}
          active={choice.value === value}
          aria-selected={choice.value === value}
        >
          <Group gap="xs" wrap="nowrap">
            <IconCheck
              size={16}
              aria-hidden
              style={{ flex: 'none', visibility: choice.value === value ? 'visible' : 'hidden' }}
            />
            {choice.label}
          </Group>
        </Combobox.Option>
      ))}
    </Combobox.Options>
  )
}

/** What the chosen value is called; null when nothing is chosen. */
function useNameOf(filter: Filter, choices: readonly Choice[], value: string | undefined) {
  const found = choices.find((choice) => choice.value === value)?.label
  const asked = (filter.useName ?? useNobody)(value ?? '')
  return value === undefined || value === '' ? null : (found ?? asked ?? value)
}

const useNobody = (): undefined => undefined
