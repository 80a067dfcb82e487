import { handover } from '@cubby/domain/processes/delivery'
import { type MessageKind, messagesAt, type Occasion } from '@cubby/domain/processes/process'
import { WEBHOOK_TEST, type WebhookEvent } from '@cubby/protocol/webhook-events'
import type { Channel } from '../db/tables/notification-tables.ts'
import type { MachineEvent } from './machine-events.ts'

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

/** What the process tells the recipient on this occasion; `term` as in `recipientDrafts`. */
export const draftsAt = (
  shipment: ToldShipment,
  at: Occasion,
  term: string,
  data: ToldData = {},
): MessageDraft[] =>
  messagesAt(handover, at).flatMap((kind) => recipientDrafts(shipment, kind, term, data))

/** The columns of an endpoint that say what it wants to hear. */
export type ListeningEndpoint = { id: string; organization_id: string; events: readonly string[] }

/** One draft per endpoint of the organization that listens to this event (Standard Webhooks payload). */
export function webhookDrafts(
  endpoints: readonly ListeningEndpoint[],
  { organization, shipment, payload, key }: MachineEvent,
): MessageDraft[] {
  const { type } = payload
  return endpoints
    .filter((endpoint) => endpoint.organization_id === organization)
    .filter(({ events }) => type === WEBHOOK_TEST || events.includes(type))
    .map((endpoint) => ({
      organization,
      shipment,
      kind: type,
      channel: 'webhook',
      recipient: endpoint.id,
      locale: 'en',
      data: payload,
      dedupeKey: [type, key, 'webhook', endpoint.id].join('|'),
    }))
}
