import type { WebhookReply } from '@cubby/protocol/operations/webhooks/webhook-shapes'
import { readWebhook } from '@cubby/protocol/operations/webhooks/read-webhook'
import { updateWebhook } from '@cubby/protocol/operations/webhooks/update-webhook'
import type { WebhookEvent } from '@cubby/protocol/webhook-events'
import type { WebhookId } from '@cubby/kit/ids'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { WebhookFields, type WebhookValues } from './WebhookFields.tsx'

const webhookQuery = (webhook: WebhookId) => read(readWebhook, { params: { webhook } })

/** Changes where to call, or for what. */
export function EditWebhookPage() {
  const webhook = useIdInAddress<WebhookId>('webhook')
  const query = useQuery(webhookQuery(webhook))
  return <Shown query={query}>{(data) => <Form webhook={data} />}</Shown>
}

function Form({ webhook: { id, url, events } }: { webhook: WebhookReply }) {
  const { t } = useText()
  const first: WebhookValues = { url, events: [...events] }
  const form = useFields(first, (values) => ({
    ...(values.url.trim() ? {} : { url: t('form.missing') }),
    ...(values.events.length > 0 ? {} : { events: t('key.scopes.missing') }),
  }))
  const leave = useLeave(form.settle)
  const update = useAction(updateWebhook, {
    stale: ['webhook.list', 'webhook.read'],
    done: t('organization.edit.done'),
    onDone: () => leave(to.webhook(id)),
  })
  const submit = () => {
    if (!form.isGood()) return
    const body = {
      url: form.values.url.trim(),
      events: form.values.events as WebhookEvent[],
    }
    void update.run({ params: { webhook: id }, body })
  }
  return (
    <FormPage
      title={t('form.change-of', { name: url })}
      help={t('webhook.edit.help')}
      crumbs={[
        { label: t('webhooks.title'), href: to.webhooks() },
        { label: url, href: to.webhook(id) },
      ]}
      submit={t('dialog.save')}
      back={to.webhook(id)}
      isTouched={form.isTouched}
      isRunning={update.isRunning}
      error={update.error}
      onSubmit={submit}
    >
      <WebhookFields
        values={form.values}
        set={form.set}
        errors={{ ...fieldTroubles(t, update.error), ...form.errors }}
      />
    </FormPage>
  )
}
