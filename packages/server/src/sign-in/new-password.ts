import { uuidOf } from '@cubby/kit/ids'
import type { FieldError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'
import type {
  passwordClasses,
  SignInRules,
} from '@cubby/protocol/operations/sign-in/sign-in-shapes'
import { verifyPassword } from 'better-auth/crypto'
import type { Kysely } from 'kysely'
import type { ServerContext } from '../context.ts'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import { wrongField, wrongFields } from '../http/told.ts'
import type { IsBreached } from './breached.ts'

const classes: Record<(typeof passwordClasses)[number], RegExp> = {
  lower: /\p{Ll}|\p{Lo}/u,
  upper: /\p{Lu}/u,
  digit: /\p{Nd}/u,
  sign: /[^\p{L}\p{N}]/u,
}

/** What is wrong with a password that somebody wants, by the rules that need no database. */
export function passwordTroubles(
  password: string,
  rules: SignInRules,
  isBreached: IsBreached | undefined,
): FieldError[] {
  const wrong = (code: string, detail: string) => ({ pointer: '/newPassword', code, detail })
  const { passwordCharsMin: least } = rules
  const chars = Array.from(password).length
  const missing = rules.passwordClasses.filter((each) => !classes[each].test(password))
  return [
    ...(chars < least ? [wrong('password-short', `must have at least ${least} characters`)] : []),
    ...(password.length > limits.staffPasswordCharsMax
      ? [wrong('password-long', `must have at most ${limits.staffPasswordCharsMax} characters`)]
      : []),
    ...missing.map((each) => wrong(`password-${each}`, `must have a character of kind ${each}`)),
    ...(rules.refusesBreached && isBreached?.(password)
      ? [wrong('password-known', 'is in the list of passwords that others know')]
      : []),
  ]
}

type Change = { current: string; wanted: string }

/**
 * Refuses a new password that breaks the rules. What was used before is looked at only with the right present password, so that
 * nobody learns of old ones by trying.
 */
export async function mustBeGoodPassword(
  { db, isBreached }: Pick<ServerContext, 'db' | 'isBreached'>,
  staff: string,
  { current, wanted }: Change,
  rules: SignInRules,
): Promise<void> {
  const troubles = passwordTroubles(wanted, rules, isBreached)
  if (troubles.length > 0) throw wrongFields(troubles)
  if (wanted === current) throw usedBefore('must be another one than before')
  const hash = await presentHash(db, staff)
  if (hash === null || !(await verifyPassword({ hash, password: current })))
    throw wrongField('/currentPassword', 'wrong', 'is not your password')
  if (rules.oldPasswords === 0) return
  const old = await db
    .selectFrom('staff_old_password')
    .select('password_hash')
    .where('staff_id', '=', staff)
    .orderBy('replaced_at', 'desc')
    .limit(rules.oldPasswords)
    .execute()
  for (const { password_hash: before } of old)
    if (await verifyPassword({ hash: before, password: wanted }))
      throw usedBefore('was used before')
}

const usedBefore = (detail: string) => wrongField('/newPassword', 'password-old', detail)

/** The hash of the password that a person has now; null: none. */
export async function presentHash(db: Kysely<Db>, staff: string): Promise<string | null> {
  const row = await db
    .selectFrom('staff_account')
    .select('password_hash')
    .where('staff_id', '=', staff)
    .where('provider', '=', 'credential')
    .executeTakeFirst()
  return row?.password_hash ?? null
}

/** Writes down that a person has chosen a password in place of the one with this hash. */
export async function notePasswordChange(
  { db, clock, ids }: Pick<ServerContext, 'db' | 'clock' | 'ids'>,
  staff: string,
  replaced: string | null,
): Promise<void> {
  const now = timestamp(clock.now())
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('staff')
      .set({ must_change_password: false, password_changed_at: now })
      .where('id', '=', staff)
      .execute()
    if (replaced === null) return
    await trx
      .insertInto('staff_old_password')
      .values({
        id: uuidOf(ids.mint('stf')),
        staff_id: staff,
        password_hash: replaced,
        replaced_at: now,
      })
      .execute()
    const kept = trx
      .selectFrom('staff_old_password')
      .select('id')
      .where('staff_id', '=', staff)
      .orderBy('replaced_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limits.oldPasswordsMax)
    await trx
      .deleteFrom('staff_old_password')
      .where('staff_id', '=', staff)
      .where('id', 'not in', kept)
      .execute()
  })
}
