import { days, type Instant, instant } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { sql, type Transaction } from 'kysely'
import { cutActivity } from '../activity/cut-activity.ts'
import { detailsAbout, eraseDetails } from '../activity/erase-details.ts'
import { bySystem, writeActivity } from '../activity/write-activity.ts'
import type { ServerContext } from '../context.ts'
import { eraseCustomers } from '../customers/erase-customers.ts'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import { eraseShipmentContacts } from './erase-contacts.ts'
import { retentionOf } from './retention.ts'

type Needs = Pick<ServerContext, 'db' | 'ids' | 'keys'>
/** Erases some rows from before a moment; answers how many. */
type Step = (trx: Transaction<Db>, ctx: Needs, before: Instant, now: Instant) => Promise<number>

const ROWS_AT_ONCE = 500
/** Any constant does, as long as nothing else in this database locks it. */
const LOCK = 7_031_951

/** Erases what has been kept long enough, kind by kind. Each night, in any one server; what is left goes the next. */
export async function eraseDue(ctx: Needs, now: Instant): Promise<void> {
  const kept = await retentionOf(ctx.db)
  const before = (period: number) => instant(now - days(period))
  await inSteps(ctx, messagesDue, before(kept.messages), now)
  await inSteps(ctx, shipmentsDue, before(kept.shipments), now)
  await inSteps(ctx, customersDue, before(kept.customers), now)
  await cutActivity(ctx, before(kept.activity))
}

async function inSteps(ctx: Needs, step: Step, before: Instant, now: Instant) {
  for (let more = ROWS_AT_ONCE; more === ROWS_AT_ONCE;)
    more = await ctx.db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ ours: boolean }>`
        select pg_try_advisory_xact_lock(${sql.lit(LOCK)}) as ours`.execute(trx)
      return rows[0]?.ours ? step(trx, ctx, before, now) : 0
    })
}

const messagesDue: Step = async (trx, ctx, before, now) => {
  const { rows } = await sql<{ id: string }>`
    update message set recipient = '', last_error = null where id = any(array(
      select id from message
      where recipient <> '' and channel <> 'webhook' and state <> 'queued' and created_at < ${timestamp(before)}
      order by created_at limit ${ROWS_AT_ONCE}))
    returning id`.execute(trx)
  await note(trx, ctx, { messages: rows.length }, now)
  return rows.length
}

const shipmentsDue: Step = async (trx, ctx, before, now) => {
  const { rows } = await sql<{ id: string }>`
    select id from shipment
    where (recipient_email is not null or recipient_phone is not null)
      and created_at < ${timestamp(before)}
      and status in ('collected', 'cancelled', 'withdrawn')
      and coalesce(collected_at, cancelled_at, ready_at, created_at) < ${timestamp(before)}
    order by created_at limit ${ROWS_AT_ONCE} for update skip locked`.execute(trx)
  if (rows.length === 0) return 0
  const things = rows.map(({ id }) => idOf('shp', id))
  const shipments = await eraseShipmentContacts(
    trx,
    rows.map(({ id }) => id),
  )
  await eraseAbout(trx, ctx, things, now)
  await note(trx, ctx, { shipments }, now)
  return rows.length
}

const customersDue: Step = async (trx, ctx, before, now) => {
  const { rows: asleep } = await sql<{ id: string; used_at: Instant | null }>`
    select customer.id, used.at as used_at
    from customer
    left join lateral (
      select max(created_at) as at from shipment
      where shipment.id = any(array(
        select s.id from shipment s where s.recipient_phone = customer.phone
        union
        select s.id from shipment s where lower(s.recipient_email) = lower(customer.email)))
    ) used on true
    where customer.erased_at is null and customer.active_at < ${timestamp(before)}
    order by customer.active_at limit ${ROWS_AT_ONCE}`.execute(trx)
  const inUse = asleep.filter((row) => row.used_at !== null && row.used_at >= before)
  for (const { id, used_at: at } of inUse)
    if (at !== null)
      await trx
        .updateTable('customer')
        .set({ active_at: timestamp(at) })
        .where('id', '=', id)
        .execute()
  const due = asleep.filter((row) => !inUse.includes(row)).map(({ id }) => id)
  const erased = await eraseCustomers(trx, due, now)
  await eraseAbout(
    trx,
    ctx,
    due.map((id) => idOf('cst', id)),
    now,
  )
  await note(trx, ctx, { customers: erased.length }, now)
  return asleep.length
}

/** The activity forgets with them what it said of them. */
async function eraseAbout(trx: Transaction<Db>, ctx: Needs, things: string[], now: Instant) {
  const isShipment = things[0]?.startsWith('shp_') ?? false
  // Of shipments only changes of the recipient name anybody.
  const about = isShipment ? { thingsOf: { things, names: ['"recipient"'] } } : { things }
  const rows = await detailsAbout(trx, about)
  const why = { operation: 'retention.erase', thing: null, reason: null, now }
  await eraseDetails(trx, ctx, bySystem, rows, why)
}

async function note(trx: Transaction<Db>, ctx: Needs, after: Record<string, number>, now: Instant) {
  if (Object.values(after).every((count) => count === 0)) return
  const deed = { operation: 'retention.erase', what: 'do', thing: null, about: null } as const
  await writeActivity(trx, ctx, bySystem, [{ ...deed, before: null, after, reason: null }], now)
}
