import type { CellReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { IconCheck, IconLock, IconTool } from '@tabler/icons-react'
import { Sign } from '../../support/Sign.tsx'
import { named, useText } from '../../text.ts'

const looks = {
  ok: { color: 'done', icon: IconCheck },
  blocked: { color: 'signal', icon: IconLock },
  faulty: { color: 'alarm', icon: IconTool },
} as const

/** Whether a cell is in use, and why not. */
export function ServiceSign({ service }: { service: CellReply['service'] }) {
  const { t } = useText()
  const { kind, reason } = service
  return (
    <Sign {...looks[kind]} {...(reason ? { meaning: named(t, 'word', reason) } : {})}>
      {t(`cell.service.${kind}`)}
    </Sign>
  )
}
