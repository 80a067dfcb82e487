import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { startWiringTest } from '@cubby/protocol/operations/wiring/start-wiring-test'
import { Group, Stack, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useAction } from '../../../api/use-action.ts'
import { useForbidden } from '../../../session/me.ts'
import { ActionButton } from '../../../support/ActionButton.tsx'
import { TroubleNotice } from '../../../support/TroubleNotice.tsx'
import { useText } from '../../../text.ts'

/** Before the first door: what will happen, and what is still missing. */
export function StartTest({ locker, isWired }: { locker: LockerReply; isWired: boolean }) {
  const { t } = useText()
  const forbidden = useForbidden('network:write')
  const start = useAction(startWiringTest, {
    stale: ['locker.read', 'locker.list', 'locker.read-wiring-test', 'locker.readiness'],
  })
  const missing =
    locker.service === 'in-service' || locker.service === 'retired'
      ? t('wiring-test.in-service')
      : !isWired
        ? t('wiring-test.not-wired')
        : locker.enrolledAt === null
          ? t('wiring-test.not-enrolled')
          : undefined
  return (
    <Stack className="card" p="lg" maw={680}>
      <Text>{t('wiring-test.intro')}</Text>
      {missing && <Text fw={600}>{missing}</Text>}
      {start.error !== null && <TroubleNotice error={start.error} />}
      <Group>
        <ActionButton
          size="lg"
          leftSection={<IconPlayerPlay size={20} aria-hidden />}
          loading={start.isRunning}
          disabledReason={forbidden ?? missing}
          onClick={() => void start.run({ params: { locker: locker.id }, body: {} })}
        >
          {t('wiring-test.start')}
        </ActionButton>
      </Group>
    </Stack>
  )
}
