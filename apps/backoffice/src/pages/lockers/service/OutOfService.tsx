import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { retireLocker } from '@cubby/protocol/operations/service/retire-locker'
import { takeOutOfService } from '@cubby/protocol/operations/service/take-out-of-service'
import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../../../api/use-action.ts'
import { to } from '../../../paths.ts'
import { useForbidden } from '../../../session/me.ts'
import { ActionButton } from '../../../support/ActionButton.tsx'
import { ReasonDialog } from '../../../support/dialog/ReasonDialog.tsx'
import { Link } from '../../../support/Link.tsx'
import { Section } from '../../../support/Section.tsx'
import { useText } from '../../../text.ts'

type Deed = 'stop' | 'retire'

/** How a locker stops taking parcels, for a while or for good, and how it becomes another one. */
export function OutOfService({ locker }: { locker: LockerReply }) {
  const { t } = useText()
  const [deed, setDeed] = useState<Deed | null>(null)
  const forbidden = useForbidden('network:write')
  const options = {
    stale: ['locker.read', 'locker.list', 'locker.readiness'],
    onDone: () => setDeed(null),
  }
  const stop = useAction(takeOutOfService, { ...options, done: t('machine.stopped') })
  const retire = useAction(retireLocker, { ...options, done: t('machine.retired') })
  const action = deed === 'retire' ? retire : stop
  const ask = (next: Deed) => () => {
    action.reset()
    setDeed(next)
  }
  const isRunning = locker.service === 'in-service' || locker.service === 'testing'
  return (
    <Section title={t('machine.change')}>
      <Text c="dimmed" mb="md">
        {t('machine.change.help')}
      </Text>
      <Group gap="xs">
        <ActionButton
          variant="default"
          disabledReason={forbidden ?? (isRunning ? undefined : t('machine.stop.already'))}
          onClick={ask('stop')}
        >
          {t('machine.stop')}
        </ActionButton>
        <Button component={Link} href={to.lockerRemodel(locker.id)} variant="default">
          {t('remodel.title')}
        </Button>
        <ActionButton
          variant="light"
          color="alarm"
          disabledReason={forbidden}
          onClick={ask('retire')}
        >
          {t('machine.retire')}
        </ActionButton>
      </Group>
      <ReasonDialog
        isOpen={deed !== null}
        onClose={() => setDeed(null)}
        title={t(deed === 'retire' ? 'machine.retire.title' : 'machine.stop.title')}
        consequence={t(
          deed === 'retire' ? 'machine.retire.consequence' : 'machine.stop.consequence',
        )}
        confirm={t(deed === 'retire' ? 'machine.retire' : 'machine.stop')}
        reasonMax={200}
        isRunning={action.isRunning}
        error={action.error}
        onConfirm={(reason) => void action.run({ params: { locker: locker.id }, body: { reason } })}
      />
    </Section>
  )
}
