import type { Instant } from '@cubby/kit/clock'
import { type IdSource, uuidOf } from '@cubby/kit/ids'
import { newActivitySalt } from '@cubby/keys/secrets'
import type { Insertable, Kysely } from 'kysely'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import { type Detail, detailHashOf, mentionsIn } from './details.ts'

type Row = Insertable<Db['activity']>

/** Who did it, and from where. Ids as in the database. */
export type DoneBy = {
  kind: Row['doer_kind']
  id: string | null
  organization: string | null
  address: string | null
  agent: string | null
}

/** Something that was done, as it is written down. */
export type Deed = Detail & {
  operation: string
  what: Row['what']
  /** A typed id. */
  thing: string | null
  /** Whose thing it is, as in the database; null: the network's. */
  about: string | null
}

/** The server by itself. */
export const bySystem: DoneBy = {
  kind: 'system',
  id: null,
  organization: null,
  address: null,
  agent: null,
}

/** A statement takes 65,535 values, and an import writes down thousands of places. */
const ROWS_AT_ONCE = 1_000

/**
 * Writes down what was done: no lock, and one statement but for very much at once. The chain takes the rows up after the commit. Answers their ids, as in the
 * database.
 */
export async function writeActivity(
  db: Kysely<Db>,
  { ids }: { ids: IdSource },
  by: DoneBy,
  deeds: readonly Deed[],
  now: Instant,
): Promise<string[]> {
  if (deeds.length === 0) return []
  const rows = deeds.map((deed) => rowOf(uuidOf(ids.mint('act')), by, deed, now))
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE)
    await db
      .insertInto('activity')
      .values(rows.slice(i, i + ROWS_AT_ONCE))
      .execute()
  return rows.map(({ id }) => id)
}

function rowOf(id: string, by: DoneBy, deed: Deed, now: Instant) {
  const { operation, what, thing, about, before, after, reason } = deed
  const salt = newActivitySalt()
  return {
    id,
    at: timestamp(now),
    operation,
    what,
    doer_kind: by.kind,
    doer_id: by.id,
    doer_organization: by.organization,
    address: by.address,
    agent: by.agent,
    thing,
    about_organization: about,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
    reason,
    mentions: mentionsIn(before, after),
    salt,
    detail_hash: detailHashOf({ before, after, reason }, salt),
  }
}
