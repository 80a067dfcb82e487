import { handover } from '@cubby/domain/processes/delivery'
import { type MessageKind, messagesAt, type Occasion } from '@cubby/domain/processes/process'
import { uuidOf } from '@cubby/kit/ids'
import { WEBHOOK_TEST, type WebhookEvent } from '@cubby/protocol/webhook-events'
import type { Channel } from '../db/tables/notification-tables.ts'
import type { ListeningEndpoint, ShipmentRow } from '../store/slice.ts'
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

type Addressed = Pick<ShipmentRow, 'id' | 'organization' | 'email' | 'phone' | 'locale'>

/**
 * One draft per channel on which the recipient can be reached. `term` names what it is told once for: '' for once per
 * shipment, else what tells this deposit or this end of storage from the others. It must follow from what the locker
 * said, or a server that hears it again after a restore tells it under another identity.
 */
export function recipientDrafts(
  shipment: Addressed,
  kind: MessageKind,
  term: string,
  data: ToldData = {},
): MessageDraft[] {
  const draft = (channel: Channel, recipient: string | null): MessageDraft[] =>
    recipient === null
      ? []
      : [
          {
            organization: uuidOf(shipment.organization),
            shipment: uuidOf(shipment.id),
            kind,
            channel,
            recipient,
            locale: shipment.locale,
            data,
            dedupeKey: [kind, uuidOf(shipment.id), term, channel].join('|'),
          },
        ]
  return [...draft('email', shipment.email), ...draft('sms', shipment.phone)]
}

/** What the process tells the recipient on this occasion; `term` as in `recipientDrafts`. */
export const draftsAt = (
  shipment: Addressed,
  at: Occasion,
  term: string,
  data: ToldData = {},
): MessageDraft[] =>
  messagesAt(handover, at).flatMap((kind) => recipientDrafts(shipment, kind, term, data))

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
