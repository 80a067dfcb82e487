import { idOf, uuidOf } from '@cubby/kit/ids'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { type Dispute, disputesWhere } from '../disputes/dispute-rows.ts'
import { anywhere } from '../lists/like.ts'
import { type Person, shipmentsOf } from './find-person.ts'

type Whose = Pick<Person, 'shipments' | 'phones' | 'emails'>

/** Disputes about a person's parcels, and those whose note names a contact of his; newest first. */
export async function disputesOf(
  db: Kysely<Db>,
  person: Whose,
  atMost: number,
): Promise<Dispute[]> {
  const about = await aboutHis(db, person)
  return disputesWhere(db, sql<boolean>`(${about} or ${namesContact(person)})`, atMost)
}

/**
 * Takes away what people wrote about how disputes ended, where it names a contact of this person, or names him in a dispute about his
 * parcels. Answers the ids of all disputes that may speak of him.
 */
export async function eraseDisputeNotes(
  db: Kysely<Db>,
  person: Whose,
  names: readonly string[],
): Promise<string[]> {
  const about = await aboutHis(db, person)
  const named =
    names.length === 0
      ? sql`false`
      : sql`r.note ilike any(${names.map((name) => anywhere(name))}::text[])`
  const { rows } = await sql<{ id: string }>`
    select alarm.id from alarm join dispute_resolution r on r.alarm_id = alarm.id
    where alarm.kind = 'stay.disputed' and (${about} or ${namesContact(person)})`.execute(db)
  const ids = rows.map(({ id }) => id)
  await sql`update dispute_resolution r set note = ''
    where alarm_id = any(${ids}::uuid[]) and (${named} or ${namesContact(person)})`.execute(db)
  return ids.map((id) => idOf('dsp', id))
}

const namesContact = ({ phones, emails }: Whose): RawBuilder<boolean> =>
  sql<boolean>`coalesce(r.note ilike any(${[...phones, ...emails].map((contact) => anywhere(contact))}::text[]), false)`

/** A condition on `alarm`: the stay that somebody complained about held a parcel of his. */
async function aboutHis(db: Kysely<Db>, person: Whose): Promise<RawBuilder<boolean>> {
  const shipments = shipmentsOf(person).map(uuidOf)
  const { rows } = await sql<{ stay: string }>`
    select distinct stay_id as stay from parcel
    where shipment_id = any(${shipments}::uuid[]) and stay_id is not null`.execute(db)
  const stays = rows.map(({ stay }) => idOf('sty', stay))
  return sql<boolean>`alarm.detail ->> 'stay' = any(${stays}::text[])`
}
