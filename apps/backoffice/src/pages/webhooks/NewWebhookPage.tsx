import { createWebhook } from '@cubby/protocol/operations/webhooks/create-webhook'
import { type WebhookEvent, webhookEvents } from '@cubby/protocol/webhook-events'
import type { OrganizationId } from '@cubby/kit/ids'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useOwnOrganization } from '../../session/me.ts'
import { SecretDialog } from '../../support/dialog/SecretDialog.tsx'
import { fieldTroubles } from '../../support/explain.ts'
import { FormGroup, FormPage } from '../../support/form/FormPage.tsx'
import { OrganizationSelect } from '../../support/form/OrganizationSelect.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useGo } from '../../support/go.ts'
import { useListSearch } from '../../support/list/list-search.ts'
import { type Say, useText } from '../../text.ts'
import { WebhookFields } from './WebhookFields.tsx'

type Values = { organization: string | null; url: string; events: string[] }

const check = (t: Say, { organization, url, events }: Values) => ({
  ...(organization ? {} : { organization: t('form.missing') }),
  ...(url.trim() ? {} : { url: t('form.missing') }),
  ...(events.length > 0 ? {} : { events: t('key.scopes.missing') }),
})

/** An address that is told of events. Its secret is shown once. */
export function NewWebhookPage() {
  const { t } = useText()
  const go = useGo()
  const { search } = useListSearch()
  const own = useOwnOrganization()
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null)
  const form = useFields<Values>(
    { organization: own ?? search['organization'] ?? null, url: '', events: [...webhookEvents] },
    (values) => check(t, values),
  )
  const create = useAction(createWebhook, {
    stale: ['webhook.list'],
    onDone: (told) => {
      form.settle()
      setMade(told)
    },
  })
  const errors = { ...fieldTroubles(t, create.error), ...form.errors }
  const { organization, url, events } = form.values
  const submit = () => {
    if (!form.isGood()) return
    const body = {
      organization: organization as OrganizationId,
      url: url.trim(),
      events: events as WebhookEvent[],
    }
    void create.run({ body })
  }
  return (
    <FormPage
      title={t('webhooks.new')}
      help={t('webhooks.new.help')}
      crumbs={[{ label: t('webhooks.title'), href: to.webhooks() }]}
      submit={t('webhooks.new.submit')}
      back={to.webhooks()}
      isTouched={form.isTouched && made === null}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={submit}
    >
      {own === null && (
        <FormGroup title={t('filter.organization')} why={t('webhook.organization.why')}>
          <OrganizationSelect
            label={t('filter.organization')}
            required
            value={organization}
            error={errors.organization}
            onChange={(value) => form.set('organization', value)}
          />
        </FormGroup>
      )}
      <WebhookFields
        values={{ url, events }}
        set={(name, value) => form.set(name, value as never)}
        errors={errors}
      />
      <SecretDialog
        secret={made?.secret ?? null}
        title={t('webhook.made')}
        help={t('webhook.made.help')}
        onClose={() => made && go(to.webhook(made.id), { replace: true })}
      />
    </FormPage>
  )
}
