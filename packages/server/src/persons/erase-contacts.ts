import type { Instant } from '@cubby/kit/clock'
import { sql, type Transaction } from 'kysely'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import { anywhere } from '../lists/like.ts'

/** Shipments forget how their recipient is reached. Ids as in the database; answers how many there were. */
export async function eraseShipmentContacts(
  trx: Transaction<Db>,
  shipments: readonly string[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    update shipment set recipient_email = null, recipient_phone = null
    where id = any(${shipments}::uuid[])
      and (recipient_email is not null or recipient_phone is not null)`.execute(trx)
  return Number(numAffectedRows ?? 0)
}

/** Messages forget to whom they went, and do not go any more. Answers how many there were. */
export async function eraseMessages(
  trx: Transaction<Db>,
  of: { shipments: readonly string[]; contacts: readonly string[] },
  now: Instant,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update message set recipient = '', last_error = null,
      state = case when state = 'queued' then 'dropped' else state end,
      finished_at = coalesce(finished_at, ${timestamp(now)})
    where channel <> 'webhook' and recipient <> ''
      and id = any(array(
        select id from message where shipment_id = any(${of.shipments}::uuid[])
        union
        select id from message where recipient <> '' and channel <> 'webhook'
          and recipient = any(${of.contacts})))`.execute(trx)
  return Number(numAffectedRows ?? 0)
}

/** What people wrote about these shipments (UUIDs) goes where it names the person. */
export async function eraseWords(
  trx: Transaction<Db>,
  shipments: readonly string[],
  names: readonly string[],
): Promise<void> {
  if (names.length === 0 || shipments.length === 0) return
  const patterns = names.map(anywhere)
  await sql`
    update shipment set cancel_reason = null
    where id = any(${shipments}::uuid[]) and cancel_reason ilike any(${patterns})`.execute(trx)
  await sql`
    update custody_event set detail = detail - 'reason'
    where parcel_id in (select id from parcel where shipment_id = any(${shipments}::uuid[]))
      and detail ->> 'reason' ilike any(${patterns})`.execute(trx)
}
