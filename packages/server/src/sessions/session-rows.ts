import { type Instant, instant, isoTime } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { SignInSession } from '@cubby/protocol/operations/sessions/session-shapes'
import type { Kysely, Transaction } from 'kysely'
import { timestamp } from '../db/tables/column.ts'
import type { SignInMethod } from '../db/tables/staff-tables.ts'
import type { Db } from '../db/tables.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'

type SessionRow = {
  id: string
  method: SignInMethod
  started_at: Instant
  used_at: Instant
  address: string | null
  user_agent: string | null
}

/** Sessions of a person (a UUID) that still last. */
const lasting = (db: Kysely<Db>, staff: string, now: Instant) =>
  db
    .selectFrom('staff_session')
    .select(['id', 'method', 'started_at', 'used_at', 'address', 'user_agent'])
    .where('staff_id', '=', staff)
    .where('started_at', '>', timestamp(instant(now - limits.staffSessionMax)))
    .where('used_at', '>', timestamp(instant(now - limits.staffSessionIdle)))

/** More is no name of a browser. */
const USER_AGENT_SHOWN_MAX = 300

/** A session as the API tells of it; `current` is the UUID of the one that asks. */
export const toldSession = (row: SessionRow, current: string | null): SignInSession => ({
  id: idOf('ses', row.id),
  isCurrent: row.id === current,
  method: row.method,
  startedAt: isoTime(row.started_at),
  usedAt: isoTime(row.used_at),
  address: row.address === '' ? null : row.address,
  userAgent: row.user_agent?.slice(0, USER_AGENT_SHOWN_MAX) || null,
})

type Page = { after?: string | undefined; limit: number }

/** A page of the sessions of a person, newest first. */
export async function sessionsOf(
  trx: Transaction<Db>,
  { staff, current, now }: { staff: string; current: string | null; now: Instant },
  { after, limit }: Page,
) {
  const rows = await lasting(trx, staff, now)
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, (row) => toldSession(row, current))
}

/** Ends sessions of a person and answers them as they were; `which`: their UUIDs, null for all but `current`. */
export async function endSessionsOf(
  trx: Transaction<Db>,
  staff: string,
  { which, current }: { which: string | null; current: string | null },
): Promise<SignInSession[]> {
  const rows = await trx
    .deleteFrom('staff_session')
    .where('staff_id', '=', staff)
    .$if(which !== null, (q) => q.where('id', '=', which ?? ''))
    .$if(current !== null, (q) => q.where('id', '<>', current ?? ''))
    .returning(['id', 'method', 'started_at', 'used_at', 'address', 'user_agent'])
    .execute()
  return rows.map((row) => toldSession(row, null))
}
