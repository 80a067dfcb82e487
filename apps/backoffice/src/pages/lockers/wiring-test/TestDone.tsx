import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { startWiringTest } from '@cubby/protocol/operations/wiring/start-wiring-test'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useAction } from '../../../api/use-action.ts'
import { to } from '../../../paths.ts'
import { useForbidden } from '../../../session/me.ts'
import { ActionButton } from '../../../support/ActionButton.tsx'
import { Link } from '../../../support/Link.tsx'
import { TroubleNotice } from '../../../support/TroubleNotice.tsx'
import { useText } from '../../../text.ts'

type Props = {
  locker: LockerReply
  /** The test is still open: the machine takes nothing in until somebody says so. */
  isTesting: boolean
}

/** Every door opened by its own wire. */
export function TestDone({ locker, isTesting }: Props) {
  const { t } = useText()
  const forbidden = useForbidden('network:write')
  const start = useAction(startWiringTest, {
    stale: ['locker.read', 'locker.list', 'locker.read-wiring-test', 'locker.readiness'],
  })
  const isFixed = locker.service === 'in-service' || locker.service === 'retired'
  return (
    <Stack className="card" p="lg" maw={680} align="flex-start">
      <IconCircleCheck size={48} color="var(--c-done)" aria-hidden />
      <Text size="lg" fw={600} component="output">
        {t('wiring-test.done')}
      </Text>
      <Text>{t(isTesting ? 'wiring-test.done.next' : 'wiring-test.done.before')}</Text>
      {start.error !== null && <TroubleNotice error={start.error} />}
      <Group>
        <Button component={Link} href={to.lockerService(locker.id)}>
          {t('wiring-test.to-service')}
        </Button>
        <ActionButton
          variant="default"
          loading={start.isRunning}
          disabledReason={forbidden ?? (isFixed ? t('wiring-test.in-service') : undefined)}
          onClick={() => void start.run({ params: { locker: locker.id }, body: { again: true } })}
        >
          {t('wiring-test.from-scratch')}
        </ActionButton>
      </Group>
    </Stack>
  )
}
