import { webhookEvents, webhookMeanings } from '@cubby/protocol/webhook-events'
import { Checkbox, Stack, TextInput } from '@mantine/core'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useText } from '../../text.ts'

export type WebhookValues = { url: string; events: string[] }

type Props = {
  values: WebhookValues
  set: <Name extends keyof WebhookValues>(name: Name, value: WebhookValues[Name]) => void
  errors: Partial<Record<string, string>>
}

/** Where to call, and for what. Names of events are those of the API and stay as they are. */
export function WebhookFields({ values, set, errors }: Props) {
  const { t } = useText()
  return (
    <>
      <FormGroup title={t('webhook.url')} why={t('webhook.url.why')}>
        <TextInput
          label={t('webhook.url')}
          type="url"
          required
          placeholder="https://"
          value={values.url}
          error={errors['url']}
          onChange={(event) => set('url', event.currentTarget.value)}
        />
      </FormGroup>
      <FormGroup title={t('webhook.events')} why={t('webhook.events.why')}>
        <Checkbox.Group
          aria-label={t('webhook.events')}
          value={values.events}
          error={errors['events']}
          onChange={(events) => set('events', events)}
        >
          <Stack gap="xs">
            {webhookEvents.map((event) => (
              <Checkbox
                key={event}
                value={event}
                label={<span className="ltr">{event}</span>}
                title={webhookMeanings[event]}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      </FormGroup>
    </>
  )
}
