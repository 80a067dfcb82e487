import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery, toldMoment } from '../../wire.ts'

/** Ten years: longer than any law asks. */
const days = z.int().min(1).max(3_650)

const periods = {
  /** Rows of the activity. */
  activity: days.min(30),
  /** Recipients of messages, after the message. */
  messages: days,
  /** Recipients of shipments, after the shipment has ended. */
  shipments: days,
  /** Customers of whom nothing was heard. */
  customers: days.min(30),
}
const retention = z.strictObject({
  ...periods,
  /** When a period was changed last. */
  changedAt: toldMoment.nullable(),
})
export type Retention = z.infer<typeof retention>

/** Days for each kind of data. */
export const readRetention = defineOperation({
  id: 'retention.read',
  method: 'GET',
  path: '/v1/retention',
  summary: 'Read how long personal data is kept',
  scope: 'activity:read',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: null,
  status: 200,
  reply: retention,
})

/** A shorter period counts from the next night. */
export const updateRetention = defineOperation({
  id: 'retention.update',
  method: 'PATCH',
  path: '/v1/retention',
  summary: 'Change how long personal data is kept',
  scope: 'persons:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject(periods).partial(),
  status: 200,
  reply: retention,
})
