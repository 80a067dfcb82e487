import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { setDevices } from '@cubby/protocol/operations/devices/set-devices'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useAction } from '../../../api/use-action.ts'
import { useForbidden } from '../../../session/me.ts'
import { ActionButton } from '../../../support/ActionButton.tsx'
import { TroubleNotice } from '../../../support/TroubleNotice.tsx'
import { useText } from '../../../text.ts'
import type { Draft, Problem } from './devices-draft.ts'

type Props = {
  locker: LockerReply
  draft: Draft
  version: number
  problems: readonly Problem[]
  /** It was saved, or given up. */
  onDone: () => void
}

/** What was changed is kept by this; it says what is still wrong, and stays in sight. */
export function SaveDevices({ locker, draft, version, problems, onDone }: Props) {
  const { t } = useText()
  const forbidden = useForbidden(setDevices)
  const save = useAction(setDevices, {
    stale: ['locker.read-devices'],
    done: t('devices.saved'),
    onDone,
  })
  const reason = problems.length > 0 ? t('devices.problems', { count: problems.length }) : undefined
  return (
    <Stack
      className="card"
      p="md"
      gap="xs"
      style={{ position: 'sticky', insetBlockEnd: 8, zIndex: 5 }}
    >
      <Text>{reason ?? t('devices.save.help')}</Text>
      {save.error !== null && <TroubleNotice error={save.error} />}
      <Group>
        <ActionButton
          loading={save.isRunning}
          disabledReason={forbidden ?? reason}
          onClick={() =>
            void save.run({ params: { locker: locker.id }, body: { version, devices: draft } })
          }
        >
          {t('devices.save')}
        </ActionButton>
        <Button variant="default" onClick={onDone}>
          {t('devices.discard')}
        </Button>
      </Group>
    </Stack>
  )
}
