import { isoTime } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import type { DeliveryReply } from '@cubby/protocol/operations/webhooks/webhook-shapes'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { found, toldTime } from '../http/told.ts'

/** What an endpoint was told, with how the last call ended. Its id as in the database. */
export const deliveries = (db: Kysely<Db>, endpoint: string) =>
  db
    .selectFrom('message')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('webhook_attempt')
          .select(['status', 'ms'])
          .whereRef('webhook_attempt.message_id', '=', 'message.id')
          .orderBy('webhook_attempt.id', 'desc')
          .limit(1)
          .as('latest'),
      (join) => join.on(sql<boolean>`true`),
    )
    .select([
      'message.id',
      'message.kind',
      'message.state',
      'message.attempts',
      'message.created_at',
      'message.next_attempt_at',
      'message.finished_at',
      'message.last_error',
      'latest.status',
      'latest.ms',
    ])
    .where('message.channel', '=', 'webhook')
    .where('message.recipient', '=', endpoint)
type DeliveryRow = Awaited<ReturnType<ReturnType<typeof deliveries>['executeTakeFirstOrThrow']>>

/** A delivery as lists tell of it. */
export const toldDelivery = (row: DeliveryRow): DeliveryReply => ({
  message: idOf('msg', row.id),
  event: row.kind,
  state: row.state,
  attempts: row.attempts,
  createdAt: isoTime(row.created_at),
  nextAttemptAt: row.state === 'queued' ? isoTime(row.next_attempt_at) : null,
  finishedAt: toldTime(row.finished_at),
  lastStatus: row.status,
  lastMs: row.ms,
  lastError: row.last_error,
})

/** One delivery of an endpoint that was seen. */
export async function deliverySeen(
  db: Kysely<Db>,
  endpoint: string,
  message: string,
): Promise<DeliveryRow> {
  const row = await deliveries(db, endpoint)
    .where('message.id', '=', uuidOf(message))
    .executeTakeFirst()
  return found(row, 'delivery')
}
