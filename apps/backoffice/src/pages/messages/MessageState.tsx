import type { MessageReply } from '@cubby/protocol/operations/messages/message-shapes'
import { IconCheck, IconCircleX, IconClock, IconInbox, IconMailOff } from '@tabler/icons-react'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

const looks = {
  queued: { color: 'gray', icon: IconClock },
  sent: { color: 'done', icon: IconCheck },
  inbox: { color: 'link', icon: IconInbox },
  dead: { color: 'alarm', icon: IconCircleX },
  dropped: { color: 'gray', icon: IconMailOff },
} as const

/** How far a message has come. */
export function MessageState({ state }: { state: MessageReply['state'] }) {
  const { t } = useText()
  return (
    <Sign {...looks[state]} meaning={t(`message.meaning.${state}`)}>
      {t(`message.state.${state}`)}
    </Sign>
  )
}
