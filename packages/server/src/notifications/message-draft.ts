import type { MessageKind } from '@cubby/domain/processes/process'
import { type Instant, isoTime } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { WEBHOOK_TEST, WebhookEvent } from '@cubby/protocol/webhook-events'
import type { Channel } from '../db/tables/notification-tables.ts'

/** Something to be told to somebody, not yet in the outbox. Ids are UUIDs, as in the tables. */
export type MessageDraft = {
  organization: string
  shipment: string | null
  kind: MessageKind | WebhookEvent | typeof WEBHOOK_TEST
  channel: Channel
  /** An address or phone number; for a webhook the endpoint's id. */
  recipient: string
  locale: string
  /** For people `ToldData`; for machines the whole payload. Never a code. */
  data: Record<string, unknown>
  /** The same key is told once, whatever happens. */
  dedupeKey: string
}

/** What a message to a person says besides what the shipment's rows say when it is sent. */
export type ToldData = {
  /** The end of storage it speaks of; once that has moved, the message is not true any more. */
  dueAt?: string
}

/** The columns of a shipment that a message to its recipient is made from. */
export type ToldShipment = {
  id: string
  organization_id: string
  recipient_email: string | null
  recipient_phone: string | null
  recipient_locale: string
}

/**
 * One draft per channel on which the recipient can be reached. `term` names what it is told once for:
 * '' for once per shipment, else what tells this end of storage from the others.
 */
export function recipientDrafts(
  shipment: ToldShipment,
  kind: MessageKind,
  term: string,
  data: ToldData = {},
): MessageDraft[] {
  const draft = (channel: Channel, recipient: string | null): MessageDraft[] =>
    recipient === null
      ? []
      : [
          {
            organization: shipment.organization_id,
            shipment: shipment.id,
            kind,
            channel,
            recipient,
            locale: shipment.recipient_locale,
            data,
            dedupeKey: [kind, shipment.id, term, channel].join('|'),
          },
        ]
  return [...draft('email', shipment.recipient_email), ...draft('sms', shipment.recipient_phone)]
}

/** The columns of an endpoint that say what it wants to hear. */
export type ListeningEndpoint = { id: string; organization_id: string; events: readonly string[] }

/** Something that happened, as machines are told of it. */
export type MachineEvent = {
  type: WebhookEvent | typeof WEBHOOK_TEST
  at: Instant
  organization: string
  shipment: string | null
  /** TypeIDs and plain values; no personal data, no code. */
  data: Record<string, unknown>
  /** Tells this event from others of its type: told once per endpoint. */
  key: string
}

/** One draft per endpoint of the organization that listens to this event (Standard Webhooks payload). */
export function webhookDrafts(
  endpoints: readonly ListeningEndpoint[],
  event: MachineEvent,
): MessageDraft[] {
  return endpoints
    .filter(({ organization_id: organization }) => organization === event.organization)
    .filter(({ events }) => event.type === 'webhook.test' || events.includes(event.type))
    .map((endpoint) => ({
      organization: event.organization,
      shipment: event.shipment,
      kind: event.type,
      channel: 'webhook',
      recipient: endpoint.id,
      locale: 'en',
      data: payloadOf(event),
      dedupeKey: [event.type, event.key, 'webhook', endpoint.id].join('|'),
    }))
}

/** Receivers refuse what is larger than about 20 KiB; what was left out can be read from the API. */
function payloadOf({ type, at, data }: MachineEvent): Record<string, unknown> {
  const whole = { type, timestamp: isoTime(at), data }
  if (Buffer.byteLength(JSON.stringify(whole)) <= limits.webhookPayloadBytesMax) return whole
  const short = Object.entries(data).filter(([, value]) => {
    return typeof value !== 'object' && JSON.stringify(value).length <= limits.nameCharsMax
  })
  return { ...whole, data: { ...Object.fromEntries(short.slice(0, 20)), isCut: true } }
}
