import { Button, Group, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../../text.ts'

type Props = { count: number; onClear: () => void; children: ReactNode }

/** What can be done with all chosen rows at once. Shown as soon as one is chosen. */
export function BulkBar({ count, onClear, children }: Props) {
  const { t } = useText()
  if (count === 0) return null
  return (
    <Group component="section" className="card" p="sm" gap="sm" aria-label={t('list.bulk')}>
      <Text fw={600} aria-live="polite">
        {t('list.bulk.chosen', { count })}
      </Text>
      {children}
      <Button
        variant="subtle"
        leftSection={<IconX size={18} aria-hidden />}
        onClick={onClear}
        ms="auto"
      >
        {t('list.bulk.clear')}
      </Button>
    </Group>
  )
}
