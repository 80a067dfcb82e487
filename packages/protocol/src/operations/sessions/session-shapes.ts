import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'

/** One browser in which a person of the staff is signed in. */
export const signInSession = z.strictObject({
  id: id('ses'),
  /** It is the one that asks. */
  isCurrent: z.boolean(),
  method: z.enum(['password', 'passkey', 'oidc']),
  startedAt: toldMoment,
  /** To the nearest five minutes. */
  usedAt: toldMoment,
  /** From where it began; null: not known. */
  address: z.string().nullable(),
  /** What the browser said of itself; null: nothing. */
  userAgent: z.string().nullable(),
})
export type SignInSession = z.infer<typeof signInSession>
