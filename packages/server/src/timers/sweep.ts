import type { ShipmentStatus } from '@cubby/domain/shipments/status'
import { type Instant, isoTime } from '@cubby/kit/clock'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { ServerContext } from '../context.ts'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import { parcelFacts, shipmentEvent, shipmentFacts } from '../notifications/machine-events.ts'
import { draftsAt, type MessageDraft, webhookDrafts } from '../notifications/message-draft.ts'
import { endpointsOf, queueMessages } from '../notifications/pg/queue-messages.ts'
import { parcelsByShipment } from '../shipments/shipment-rows.ts'
import { type DueNow, dueNow, nextTimerAt } from './next-timer.ts'

type Needs = Pick<ServerContext, 'db' | 'jobs' | 'clock' | 'ids'>

/**
 * Does what is due for up to so many shipments: reminders, and the end of storage. Answers for how many;
 * fewer than `atMost` means that nothing is left that nobody else is at. Safe in any number of processes
 * at once, and safe to repeat: what is told is told once per end of storage.
 */
export async function sweepTimers(ctx: Needs, options: { atMost: number }): Promise<number> {
  const now = ctx.clock.now()
  const swept = await ctx.db.transaction().execute(async (trx) => {
    const due = await takeDue(trx, now, options.atMost)
    if (due.length === 0) return 0
    const changes = due.map((shipment) => ({ shipment, due: whatIsDue(shipment, now) }))
    await saveChanges(trx, changes, now)
    const ended = changes.filter(({ due: { kind } }) => kind === 'end').map((each) => each.shipment)
    const drafts = [
      ...changes.flatMap((change) => forRecipient(change)),
      ...(await forMachines(trx, ended, now)),
    ]
    await queueMessages(trx, ctx, drafts)
    return due.length
  })
  if (swept > 0) ctx.jobs.kick()
  return swept
}

type DueShipment = Awaited<ReturnType<typeof takeDue>>[number]
type Change = { shipment: DueShipment; due: DueNow }

/** Takes what is due and nobody else has taken; what is being changed right now waits for the next sweep. */
const takeDue = (trx: Transaction<Db>, now: Instant, atMost: number) =>
  trx
    .selectFrom('shipment')
    .select(['id', 'organization_id', 'carrier_id', 'locker_id', 'reference', 'status', 'rules'])
    .select(['ready_at', 'due_at', 'next_timer_at'])
    .select(['recipient_email', 'recipient_phone', 'recipient_locale'])
    .where('next_timer_at', '<=', timestamp(now))
    .orderBy('next_timer_at')
    .orderBy('id')
    .limit(atMost)
    .forUpdate()
    .skipLocked()
    .execute()

const timedOf = ({ status, due_at: dueAt }: DueShipment) => ({ status, dueAt })

const whatIsDue = (shipment: DueShipment, now: Instant): DueNow =>
  dueNow(timedOf(shipment), shipment.rules, shipment.next_timer_at ?? now, now)

/** A disputed shipment stays disputed: what it becomes once settled follows from `overdue_at`. */
const statusAfter = ({ shipment, due }: Change): ShipmentStatus =>
  due.kind === 'end' && shipment.status !== 'disputed' ? 'overdue' : shipment.status

async function saveChanges(trx: Transaction<Db>, changes: readonly Change[], now: Instant) {
  const rows = changes.map((change) => {
    const { shipment, due } = change
    const next = due.kind === 'end' ? null : nextTimerAt(timedOf(shipment), shipment.rules, now)
    return {
      id: shipment.id,
      status: statusAfter(change),
      overdue_at: due.kind === 'end' ? isoTime(now) : null,
      next_timer_at: next === null ? null : isoTime(next),
    }
  })
  await sql`
    update shipment set status = changed.status, next_timer_at = changed.next_timer_at,
      overdue_at = coalesce(shipment.overdue_at, changed.overdue_at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as changed (
      id uuid, status text, overdue_at timestamptz, next_timer_at timestamptz)
    where shipment.id = changed.id`.execute(trx)
}

/** Only who was told that it is there is told that its time ends. */
function forRecipient({ shipment, due }: Change): MessageDraft[] {
  const { ready_at: readyAt, due_at: dueAt, status } = shipment
  if (due.kind === 'nothing' || readyAt === null || dueAt === null || status === 'disputed')
    return []
  const data = { dueAt: isoTime(dueAt) }
  return due.kind === 'end'
    ? draftsAt(shipment, 'end', String(dueAt), data)
    : draftsAt(shipment, 'before-end', `${dueAt}|${due.hoursBefore}`, data)
}

async function forMachines(
  db: Kysely<Db>,
  ended: readonly DueShipment[],
  now: Instant,
): Promise<MessageDraft[]> {
  const overdue = ended.filter(({ status }) => status !== 'disputed')
  if (overdue.length === 0) return []
  const endpoints = await endpointsOf(
    db,
    overdue.map((shipment) => shipment.organization_id),
  )
  if (endpoints.length === 0) return []
  const parcels = await parcelsByShipment(
    db,
    overdue.map(({ id }) => id),
  )
  return overdue.flatMap((shipment) => {
    const facts = shipmentFacts({ ...shipment, status: 'overdue' })
    const inIt = parcelFacts(parcels.get(shipment.id) ?? [])
    const occasion = { at: now, occurrence: String(shipment.due_at) }
    return webhookDrafts(endpoints, shipmentEvent('shipment.overdue', facts, inIt, occasion))
  })
}
