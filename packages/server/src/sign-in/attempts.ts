import { days, type Instant, instant, later, minutes } from '@cubby/kit/clock'
import { AppError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'
import type { SignInRules } from '@cubby/protocol/operations/sign-in/sign-in-shapes'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'

export type Attempts = { account: string; address: string }
type TriesRules = Pick<SignInRules, 'wrongTriesMax' | 'lockedMinutes'>

/** Stands for all accounts together: who tries one password on many. */
const ALL = ''

/**
 * Counts a password that is about to be tried. Before it is tried, so that many at the same moment do not get in together; a right
 * one is taken back by `forgiveAttempts`. Refuses once there were too many.
 */
export async function countAttempt(
  db: Kysely<Db>,
  { account, address }: Attempts,
  rules: TriesRules,
  now: Instant,
): Promise<void> {
  await count(
    db,
    { account: ALL, address },
    { ...rules, wrongTriesMax: limits.staffTriesPerAddressMax },
    now,
  )
  await count(db, { account, address }, rules, now)
}

async function count(
  db: Kysely<Db>,
  { account, address }: Attempts,
  { wrongTriesMax: max, lockedMinutes }: TriesRules,
  now: Instant,
) {
  const at = timestamp(now)
  const began = timestamp(instant(now - limits.staffWrongTriesWithin))
  const until = timestamp(later(now, minutes(lockedMinutes)))
  const { rows } = await sql<{ locked_until: Instant | null }>`
    insert into staff_attempt as tried (account, address, tries, since)
    values (${account}, ${address}, 1, ${at})
    on conflict (account, address) do update set
      tries = case when tried.locked_until > ${at} then tried.tries
        when tried.since < ${began} or tried.locked_until is not null then 1 else tried.tries + 1 end,
      since = case when tried.locked_until > ${at} then tried.since
        when tried.since < ${began} or tried.locked_until is not null then ${at} else tried.since end,
      locked_until = case when tried.locked_until > ${at} then tried.locked_until
        when tried.locked_until is null and tried.since >= ${began} and tried.tries >= ${max} then ${until} end
    returning locked_until`.execute(db)
  const lockedUntil = rows[0]?.locked_until ?? null
  if (lockedUntil === null) return
  const retryAfterSeconds = Math.ceil((lockedUntil - now) / 1_000)
  throw new AppError('auth/too-many-tries', 'too many wrong passwords; wait before you try again', {
    extra: { retryAfterSeconds },
  })
}

/** The password was right: what was tried before does not count any more. */
export async function forgiveAttempts(db: Kysely<Db>, { account, address }: Attempts) {
  await db
    .deleteFrom('staff_attempt')
    .where('account', '=', account)
    .where('address', '=', address)
    .execute()
}

/** Forgets attempts, challenges and sessions that count no more. To be called now and then. */
export async function forgetOldSignIns(db: Kysely<Db>, now: Instant): Promise<void> {
  const longAgo = instant(now - days(2))
  await db.deleteFrom('staff_attempt').where('since', '<', timestamp(longAgo)).execute()
  await db.deleteFrom('staff_verification').where('expires_at', '<', timestamp(now)).execute()
  await db.deleteFrom('staff_session').where('expires_at', '<', timestamp(now)).execute()
}
