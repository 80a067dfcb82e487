import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { setDevices } from '@cubby/protocol/operations/devices/set-devices'
import { useAction } from '../../../api/use-action.ts'
import { useForbidden } from '../../../session/me.ts'
import { useText } from '../../../text.ts'
import { SaveBar } from '../SaveBar.tsx'
import type { Draft, Problem } from './devices-draft.ts'

type Props = {
  locker: LockerReply
  draft: Draft
  version: number
  problems: readonly Problem[]
  /** It was saved, or given up. */
  onDone: () => void
}

/** Saves what was changed of the devices, once nothing of it is wrong. */
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
    <SaveBar
      help={t('devices.save.help')}
      reason={reason}
      forbidden={forbidden}
      error={save.error}
      isRunning={save.isRunning}
      save={t('devices.save')}
      discard={t('devices.discard')}
      onSave={() =>
        void save.run({ params: { locker: locker.id }, body: { version, devices: draft } })
      }
      onDiscard={onDone}
    />
  )
}
