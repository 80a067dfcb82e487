import { Button, CloseButton, Group, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useText } from '../../text.ts'
import type { Filter } from './filter.ts'

type Props = { filter: Filter; value: string | undefined; onChange: (value: string | null) => void }

/** One filter: what it narrows to, and a cross that takes it away. */
export function FilterChip({ filter, value, onChange }: Props) {
  const { t } = useText()
  const choices = filter.useChoices()
  const label = t(filter.label)
  const chosen = choices.find((choice) => choice.value === value)
  const told = value === undefined ? null : (chosen?.label ?? value)
  return (
    <Group gap={0} wrap="nowrap">
      <Menu position="bottom-start" shadow="md" width={260}>
        <Menu.Target>
          <Button
            variant={told === null ? 'default' : 'light'}
            color={told === null ? 'primary' : 'link'}
            radius="xl"
            size="sm"
            rightSection={<IconChevronDown size={16} aria-hidden />}
          >
            {told === null ? label : t('list.filter.set', { filter: label, value: told })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
          {choices.map((choice) => (
            <Menu.Item
              key={choice.value}
              onClick={() => onChange(choice.value)}
              leftSection={
                <IconCheck
                  size={16}
                  aria-hidden
                  style={{ visibility: choice.value === value ? 'visible' : 'hidden' }}
                />
              }
              {...(choice.value === value ? { 'aria-current': true } : {})}
            >
              {choice.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {told !== null && (
        <CloseButton
          aria-label={t('list.filter.remove', { filter: label })}
          onClick={() => onChange(null)}
        />
      )}
    </Group>
  )
}
