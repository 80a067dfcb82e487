import { type LockerFacts, matcherOf } from '@cubby/domain/segments/matches'
import type { SegmentRule } from '@cubby/domain/segments/segment-rule'
import { idOf } from '@cubby/kit/ids'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { CallWork } from '../../http/route.ts'

/** Of which lockers, or of which segments; rows as the database has them. Left out: of all. */
type Which = {
  lockers?: readonly string[]
  locations?: readonly string[]
  segments?: readonly string[]
}
type Member = { segment: string; locker: string }

/**
 * Lets the rules choose again, in the transaction of the change: one read of what they ask for, and the difference written by one
 * statement each way. Tells the lockers when something changed. Call it after every change of a rule, a locker or a location.
 */
export async function refreshSegments(
  { trx, alsoTell }: Pick<CallWork, 'trx' | 'alsoTell'>,
  which: Which,
): Promise<{ added: number; removed: number }> {
  if (isNothing(which)) return NONE
  await holdMembership(trx)
  const ruled = await trx
    .selectFrom('segment')
    .select(['id', 'rule'])
    .where('rule', 'is not', null)
    .$if(which.segments !== undefined, (q) => q.where('id', 'in', [...(which.segments ?? [])]))
    .execute()
  if (ruled.length === 0) return NONE
  const lockers = await factsOf(trx, which)
  const asked = lockers.map(({ id }) => id)
  const segments = ruled.map(({ id }) => id)
  const now = await trx
    .selectFrom('segment_locker')
    .select(['segment_id as segment', 'locker_id as locker'])
    .where(
      sql<boolean>`segment_id = any(${segments}::uuid[]) and locker_id = any(${asked}::uuid[])`,
    )
    .execute()
  const wanted = ruled.flatMap(({ id: segment, rule }) => {
    const matches = matcherOf(rule as SegmentRule)
    return lockers.flatMap((each) => (matches(each.facts) ? { segment, locker: each.id } : []))
  })
  return writeMembers({ trx, alsoTell }, differenceOf(now, wanted))
}

/** Adds and takes away; tells the lockers when anything was changed. Answers how many were. */
export async function writeMembers(
  { trx, alsoTell }: Pick<CallWork, 'trx' | 'alsoTell'>,
  { added, removed }: { added: readonly Member[]; removed: readonly Member[] },
): Promise<{ added: number; removed: number }> {
  const columns = (members: readonly Member[]) =>
    sql`unnest(${members.map(({ segment }) => segment)}::uuid[], ${members.map(
      ({ locker }) => locker,
    )}::uuid[])`
  const gone =
    removed.length === 0
      ? 0n
      : ((
          await sql`delete from segment_locker using ${columns(removed)} as gone (segment, locker)
            where segment_id = gone.segment and locker_id = gone.locker`.execute(trx)
        ).numAffectedRows ?? 0n)
  const come =
    added.length === 0
      ? 0n
      : ((
          await sql`insert into segment_locker (segment_id, locker_id)
            select segment, locker from ${columns(added)} as come (segment, locker)
            on conflict do nothing`.execute(trx)
        ).numAffectedRows ?? 0n)
  // What a locker follows has changed: all look again, which costs each of them one small pull.
  if (gone + come > 0n) alsoTell.push('network')
  return { added: Number(come), removed: Number(gone) }
}

/** One change of membership at a time: of two at once neither would see what the other has changed. */
export const holdMembership = (trx: Kysely<Db>) =>
  sql`select pg_advisory_xact_lock(hashtext('segment-membership'))`.execute(trx)

/** Lockers with what rules may ask of them. */
export async function factsOf(
  db: Kysely<Db>,
  { lockers, locations }: Pick<Which, 'lockers' | 'locations'>,
): Promise<{ id: string; facts: LockerFacts }[]> {
  const rows = await db
    .selectFrom('locker')
    .innerJoin('location', 'location.id', 'locker.location_id')
    .select(['locker.id', 'locker.name', 'locker.cells', 'locker.model_id'])
    .select(['location.name as place', 'location.address', 'location.time_zone'])
    .select(['location.latitude', 'location.longitude'])
    .$if(lockers !== undefined, (q) =>
      q.where(sql<boolean>`locker.id = any(${[...(lockers ?? [])]}::uuid[])`),
    )
    .$if(locations !== undefined, (q) =>
      q.where(sql<boolean>`location.id = any(${[...(locations ?? [])]}::uuid[])`),
    )
    .execute()
  return rows.map((row) => ({
    id: row.id,
    facts: {
      name: row.name,
      place: row.place,
      country: row.address.country,
      city: row.address.city,
      postCode: row.address.postCode,
      timeZone: row.time_zone,
      model: row.model_id === null ? null : idOf('mdl', row.model_id),
      cells: row.cells,
      latitude: row.latitude,
      longitude: row.longitude,
    },
  }))
}

const NONE = { added: 0, removed: 0 }
const isNothing = ({ lockers, locations, segments }: Which) =>
  lockers?.length === 0 || locations?.length === 0 || segments?.length === 0

function differenceOf(now: readonly Member[], wanted: readonly Member[]) {
  const key = ({ segment, locker }: Member) => segment + locker
  const have = new Set(now.map(key))
  const want = new Set(wanted.map(key))
  return {
    added: wanted.filter((member) => !have.has(key(member))),
    removed: now.filter((member) => !want.has(key(member))),
  }
}
