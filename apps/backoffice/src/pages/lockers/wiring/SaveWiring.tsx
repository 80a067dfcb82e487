import type { LayoutProblem } from '@cubby/domain/cells/layout'
import type { Wiring } from '@cubby/domain/machine/wiring'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { setWiring } from '@cubby/protocol/operations/wiring/set-wiring'
import { useAction } from '../../../api/use-action.ts'
import { useForbidden } from '../../../session/me.ts'
import { useText } from '../../../text.ts'
import { SaveBar } from '../SaveBar.tsx'

type Props = {
  locker: LockerReply
  wiring: Wiring
  problems: readonly LayoutProblem[]
  /** It was saved, or given up. */
  onDone: () => void
}

/** Saves what was changed of the wiring, once nothing of it is wrong. */
export function SaveWiring({ locker, wiring, problems, onDone }: Props) {
  const { t } = useText()
  const forbidden = useForbidden('network:write')
  const save = useAction(setWiring, {
    stale: ['locker.read-wiring', 'locker.read-wiring-test', 'locker.readiness'],
    done: t('wiring.saved'),
    onDone,
  })
  const isFixed = locker.service === 'in-service' || locker.service === 'retired'
  const reason = isFixed
    ? t('wiring.fixed')
    : problems.length > 0
      ? t('wiring.wrong.count', { count: problems.length })
      : undefined
  return (
    <SaveBar
      help={t('wiring.save.help')}
      reason={reason}
      forbidden={forbidden}
      error={save.error}
      isRunning={save.isRunning}
      save={t('wiring.save')}
      discard={t('wiring.discard')}
      onSave={() => void save.run({ params: { locker: locker.id }, body: { wiring } })}
      onDiscard={onDone}
    />
  )
}
