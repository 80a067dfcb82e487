import { Group, Text, Tooltip } from '@mantine/core'
import { IconPlugConnected, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { connection } from '../api/live.ts'
import { useText } from '../text.ts'

const looks = {
  live: { icon: IconPlugConnected, color: 'var(--c-done)' },
  connecting: { icon: IconRefresh, color: 'var(--c-text-soft)' },
  polling: { icon: IconRefresh, color: 'var(--c-text-soft)' },
  lost: { icon: IconPlugConnectedX, color: 'var(--c-alarm)' },
} as const

/** Whether what is shown is live: in a word, a sign and a colour. */
export function ConnectionDot() {
  const { t } = useText()
  const state = useSyncExternalStore(connection.subscribe, connection.now)
  const { icon: Icon, color } = looks[state]
  return (
    <Tooltip label={t(`live.${state}.help`)} events={{ hover: true, focus: true, touch: true }}>
      <Group
        component="output"
        gap={6}
        wrap="nowrap"
        tabIndex={0}
        data-live={state}
        aria-label={t(`live.${state}`)}
      >
        <Icon size={18} color={color} aria-hidden />
        <Text size="sm" visibleFrom="md">
          {t(`live.${state}`)}
        </Text>
      </Group>
    </Tooltip>
  )
}
