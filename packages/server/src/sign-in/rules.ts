import type { SignInRules } from '@cubby/protocol/operations/sign-in/sign-in-shapes'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'

const columns = [
  'chars_min',
  'classes',
  'old_passwords',
  'days_max',
  'wrong_tries_max',
  'locked_minutes',
  'refuses_breached',
] as const

/** How people sign in to this network; `hasBreachedList` is the server's own. */
export async function readRules(
  db: Kysely<Db>,
  hasBreachedList: boolean,
  lock?: 'lock',
): Promise<SignInRules> {
  const row = await db
    .selectFrom('sign_in_rules')
    .select(columns)
    .$if(lock === 'lock', (q) => q.forUpdate())
    .executeTakeFirstOrThrow()
  return {
    passwordCharsMin: row.chars_min,
    passwordClasses: row.classes,
    oldPasswords: row.old_passwords,
    passwordDaysMax: row.days_max,
    wrongTriesMax: row.wrong_tries_max,
    lockedMinutes: row.locked_minutes,
    refusesBreached: row.refuses_breached,
    hasBreachedList,
  }
}

/** The same as columns. */
export const rulesColumns = (rules: SignInRules) => ({
  chars_min: rules.passwordCharsMin,
  classes: [...new Set(rules.passwordClasses)],
  old_passwords: rules.oldPasswords,
  days_max: rules.passwordDaysMax,
  wrong_tries_max: rules.wrongTriesMax,
  locked_minutes: rules.lockedMinutes,
  refuses_breached: rules.refusesBreached,
})
