import { limits } from '@cubby/kit/limits'
import { z } from 'zod'

/** Kinds of characters that a password may have to hold. */
export const passwordClasses = ['lower', 'upper', 'digit', 'sign'] as const

/** How people sign in to this network, as far as those who run it decide. */
export const signInRulesFields = {
  passwordCharsMin: z.int().min(limits.passwordCharsLeast).max(limits.passwordCharsMost),
  passwordClasses: z.array(z.enum(passwordClasses)).max(passwordClasses.length),
  /** Passwords from before that may not be used again. */
  oldPasswords: z.int().min(0).max(limits.oldPasswordsMax),
  /** A password must be replaced after so many days; null: never. */
  passwordDaysMax: z.int().min(7).max(3_650).nullable(),
  /** Wrong passwords for one account from one address before it rests. */
  wrongTriesMax: z.int().min(3).max(100),
  lockedMinutes: z.int().min(1).max(1_440),
  /** Refuse passwords that stand in the list of known ones. */
  refusesBreached: z.boolean(),
}

export const signInRules = z.strictObject({
  ...signInRulesFields,
  /** The server has such a list. */
  hasBreachedList: z.boolean(),
})
export type SignInRules = z.infer<typeof signInRules>
