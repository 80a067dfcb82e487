/** What a webhook endpoint may ask to be told. */
export const webhookEvents = [
  'shipment.announced',
  'shipment.partly-stored',
  'shipment.ready',
  'shipment.overdue',
  'shipment.extended',
  'shipment.collected',
  'shipment.withdrawn',
  'shipment.cancelled',
  'shipment.disputed',
  'parcel.stored',
  'parcel.collected',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** Sent on request only, to try an endpoint out. */
export const WEBHOOK_TEST = 'webhook.test'
