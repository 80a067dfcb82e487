import { listWebhooks } from '@cubby/protocol/operations/webhooks/list-webhooks'
import type { WebhookReply } from '@cubby/protocol/operations/webhooks/webhook-shapes'
import { IconPlus } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { asked } from '../../support/list/asked.ts'
import { organizationFilter } from '../../support/list/choices.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { useText } from '../../text.ts'
import { webhookColumns } from './webhook-columns.tsx'

const webhooks: ListSource<WebhookReply> = (search) =>
  read(listWebhooks, { query: asked(search, ['organization', 'after', 'limit']) })

const filters = [organizationFilter]

/** Where programs of others are told of events. */
export function WebhooksPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('webhooks:write')
  return (
    <ListPage
      title="webhooks.title"
      help="webhooks.help"
      empty="webhooks.empty"
      source={webhooks}
      columns={webhookColumns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.webhook(id)}
      csv="webhooks"
      actions={
        <ActionButton
          leftSection={<IconPlus size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.newWebhook())}
        >
          {t('webhooks.new')}
        </ActionButton>
      }
    />
  )
}
