import type { WebhookReply } from '@cubby/protocol/operations/webhooks/webhook-shapes'
import { IconCheck, IconPlugOff } from '@tabler/icons-react'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

/** Whether the endpoint is called. */
export function WebhookState({ webhook }: { webhook: WebhookReply }) {
  const { t } = useText()
  return webhook.disabledAt === null ? (
    <Sign color="done" icon={IconCheck}>
      {t('webhook.state.called')}
    </Sign>
  ) : (
    <Sign color="alarm" icon={IconPlugOff} meaning={webhook.disabledReason ?? ''}>
      {t('webhook.state.disabled')}
    </Sign>
  )
}
