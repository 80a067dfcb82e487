import type { Instant } from '@cubby/kit/clock'
import { type IdSource, uuidOf } from '@cubby/kit/ids'
import type { Kysely } from 'kysely'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'

/** An alarm about no locker in particular. */
export async function raiseForAll(
  db: Kysely<Db>,
  { ids }: { ids: IdSource },
  { kind, detail, now }: { kind: `emergency.${string}`; detail: object; now: Instant },
): Promise<void> {
  const id = ids.mint('evt')
  await db
    .insertInto('alarm')
    .values({
      id: uuidOf(id),
      locker_id: null,
      kind,
      cell_id: null,
      detail: JSON.stringify(detail),
      at: timestamp(now),
      dedupe_key: id,
    })
    .execute()
}
