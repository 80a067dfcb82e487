import type { Instant } from '@cubby/kit/clock'
import { type IdSource, idOf } from '@cubby/kit/ids'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { anywhere } from '../lists/like.ts'
import { type DoneBy, writeActivity } from './write-activity.ts'

/** Rows whose details go because of one erasure may say so in several rows: each names at most so many. */
const NAMED_AT_ONCE = 500

/** Operations whose rows say that details were erased; they are never erased themselves. */
export const erasingOperations = ['person.erase', 'customer.remove', 'retention.erase']

type About = {
  /** All that is said of these things. */
  things?: readonly string[]
  /** What is said of these things as far as it speaks of `names`. */
  thingsOf?: { things: readonly string[]; names: readonly string[] }
  /** Contacts in one spelling (`contactKey`), whatever the thing. */
  contacts?: readonly string[]
}

/** Rows with details about somebody. Ids as in the database. */
export async function detailsAbout(
  db: Kysely<Db>,
  { things = [], thingsOf, contacts = [] }: About,
): Promise<string[]> {
  const names = (thingsOf?.names ?? []).map((name) => anywhere(name))
  const { rows } = await sql<{ id: string }>`
    select id from activity
    where thing = any(${things}) and ${hasDetails}
    union
    select id from activity
    where thing = any(${thingsOf?.things ?? []}) and ${hasDetails}
      and concat(before, ' ', after, ' ', reason) ilike any(${names})
    union
    select id from activity
    where mentions && ${contacts} and ${hasDetails}
    order by id`.execute(db)
  return rows.map(({ id }) => id)
}

const hasDetails = sql`salt is not null
  and (before is not null or after is not null or reason is not null)
  and operation <> all(${erasingOperations})`

/**
 * Takes away the details of rows, in the caller's transaction, and writes down which they were and why: the chain still holds, because
 * it is made of their hashes. Rows as in the database.
 */
export async function eraseDetails(
  trx: Transaction<Db>,
  ctx: { ids: IdSource },
  by: DoneBy,
  rows: readonly string[],
  why: { operation: string; thing: string | null; reason: string | null; now: Instant },
): Promise<void> {
  for (let from = 0; from < rows.length; from += NAMED_AT_ONCE) {
    const some = rows.slice(from, from + NAMED_AT_ONCE)
    const { operation, thing, reason, now } = why
    const after = { erasedRows: some.map((id) => idOf('act', id)) }
    const deed = { operation, what: 'do', thing, about: null, before: null, after, reason } as const
    const [erasedBy] = await writeActivity(trx, ctx, by, [deed], now)
    await trx
      .updateTable('activity')
      .set({
        before: null,
        after: null,
        reason: null,
        salt: null,
        mentions: null,
        erased_by: erasedBy ?? null,
      })
      .where('id', 'in', some)
      .execute()
  }
}
