import type { DisputeReply } from '@cubby/protocol/operations/disputes/dispute-shapes'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

const looks = {
  open: { color: 'alarm', icon: IconAlertTriangle },
  resolved: { color: 'done', icon: IconCheck },
} as const

/** Whether somebody still has to look. */
export function DisputeState({ state }: { state: DisputeReply['state'] }) {
  const { t } = useText()
  return <Sign {...looks[state]}>{t(`dispute.state.${state}`)}</Sign>
}
