import { assert } from '@cubby/kit/assert'
import type { Bench } from '../../bench.ts'

/** Entries that could not be applied count as passed by the link; here there must be none. */
export async function nothingSetAside({ place }: Bench): Promise<void> {
  const { rows } = await place.database.pool.query<{ count: number }>(
    'select count(*)::int as count from quarantine',
  )
  assert(rows[0]?.count === 0, `${rows[0]?.count} entries were set aside`)
}
