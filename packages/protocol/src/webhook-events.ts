import { id } from '@cubby/domain/shapes'
import { parcelStatuses, shipmentStatuses } from '@cubby/domain/shipments/status'
import { z } from 'zod'
import { toldMoment } from './wire.ts'

/** Events that speak of a whole shipment. */
export const shipmentEvents = [
  'shipment.announced',
  'shipment.partly-stored',
  'shipment.ready',
  'shipment.overdue',
  'shipment.extended',
  'shipment.collected',
  'shipment.withdrawn',
  'shipment.cancelled',
  'shipment.disputed',
] as const
export type ShipmentEvent = (typeof shipmentEvents)[number]

/** Events that speak of one parcel. */
export const parcelEvents = ['parcel.stored', 'parcel.collected'] as const
export type ParcelEvent = (typeof parcelEvents)[number]

/** What a webhook endpoint may ask to be told. */
export const webhookEvents = [...shipmentEvents, ...parcelEvents] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** Sent on request only, to try an endpoint out. */
export const WEBHOOK_TEST = 'webhook.test'

/** When each event is told. */
export const webhookMeanings: Record<WebhookEvent | typeof WEBHOOK_TEST, string> = {
  'shipment.announced': 'The shipment was announced; nothing is in the locker yet.',
  'shipment.partly-stored': 'Some of its parcels are in the locker and others are not.',
  'shipment.ready': 'All parcels are in the locker, and the recipient is being told.',
  'shipment.overdue':
    'Storage has ended and something is still inside, whether or not it was ever complete.',
  'shipment.extended': 'Storage was given more time: see `dueAt`.',
  'shipment.collected': 'The recipient has taken everything out.',
  'shipment.withdrawn': 'A courier has taken out what was inside.',
  'shipment.cancelled': 'It was called off; a courier takes back what is inside.',
  'shipment.disputed': 'Somebody reported that something is wrong with it.',
  'parcel.stored': 'The door closed behind this parcel.',
  'parcel.collected': 'The recipient has taken this parcel out.',
  [WEBHOOK_TEST]: 'You asked for a test of this endpoint.',
}

const told = <Shape extends z.ZodType>(shape: Shape, description: string) =>
  shape.meta({ description })

/** What every `shipment.…` event tells: the shipment as it was right after the event. */
export const shipmentEventData = z.strictObject({
  shipment: told(id('shp'), 'The shipment.'),
  reference: told(z.string().nullable(), 'What the shop calls it.'),
  status: told(z.enum(shipmentStatuses), 'What it became.'),
  organization: told(id('org'), 'The shop that announced it.'),
  carrier: told(id('org').nullable(), 'Who may carry it; null: anybody.'),
  locker: told(id('lck'), 'Where it goes.'),
  parcels: told(
    z.array(
      z.strictObject({
        parcel: told(id('prc'), 'One parcel.'),
        label: told(z.string(), 'What is printed on it.'),
        status: told(z.enum(parcelStatuses), 'What it became.'),
      }),
    ),
    'Its parcels.',
  ),
  isCut: told(z.boolean(), 'True: more parcels than a call can carry; read the shipment for all.'),
  readyAt: told(toldMoment.nullable(), 'When all parcels were inside for the first time.'),
  dueAt: told(toldMoment.nullable(), 'When storage ends; null before it began.'),
})
export type ShipmentEventData = z.infer<typeof shipmentEventData>

/** What every `parcel.…` event tells. */
export const parcelEventData = z.strictObject({
  parcel: told(id('prc'), 'The parcel.'),
  label: told(z.string(), 'What is printed on it.'),
  shipment: told(id('shp'), 'The shipment it belongs to.'),
  reference: told(z.string().nullable(), 'What the shop calls the shipment.'),
  locker: told(id('lck'), 'Where this happened.'),
  cell: told(id('cel'), 'The cell it was put into or taken out of.'),
  at: told(toldMoment, 'When the door closed.'),
})

/** What a test tells. */
export const testEventData = z.strictObject({
  webhook: told(id('whk'), 'The endpoint that is tried out.'),
})

const timestamp = toldMoment

/** The body of every call (Standard Webhooks): one shape per type, whoever noticed the event. */
export const webhookPayload = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(shipmentEvents), timestamp, data: shipmentEventData }),
  z.strictObject({ type: z.enum(parcelEvents), timestamp, data: parcelEventData }),
  z.strictObject({ type: z.literal(WEBHOOK_TEST), timestamp, data: testEventData }),
])
export type WebhookPayload = z.infer<typeof webhookPayload>
