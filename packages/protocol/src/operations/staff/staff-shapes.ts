import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { scopes } from '../../operation.ts'
import { email, toldMoment } from '../../wire.ts'
import { namedRole } from '../roles/role-shapes.ts'
import { reach } from './reach.ts'

export const staffMember = z.strictObject({
  id: id('stf'),
  name: z.string(),
  email: z.string(),
  role: namedRole,
  reach,
  scopes: z.array(z.enum(scopes)),
  /** Until the first or an old password was replaced, everything else is refused with `auth/password-must-change`. */
  mustChangePassword: z.boolean(),
  /** Until a second factor was set up, everything else is refused with `auth/second-factor-required`. */
  mustAddSecondFactor: z.boolean(),
  hasTotp: z.boolean(),
  passkeys: z.int(),
})
export type StaffReply = z.infer<typeof staffMember>

export const staffFields = {
  name: text(limits.nameCharsMax),
  email,
  role: id('rol'),
  reach,
}

const accountFields = {
  id: id('stf'),
  name: z.string(),
  email: z.string(),
  role: namedRole,
  reach,
  /** Nothing is done in his name while this is not null. */
  suspendedAt: toldMoment.nullable(),
  mustChangePassword: z.boolean(),
  hasTotp: z.boolean(),
  passkeys: z.int(),
  createdAt: toldMoment,
}
export const staffAccount = z.strictObject(accountFields)
/** With the password for the first sign-in, shown this once. */
export const staffAccountWithPassword = z.strictObject({ ...accountFields, password: z.string() })
export type StaffAccount = z.infer<typeof staffAccount>

/** Who did something: a person of the staff, or a program by its key. `name` is null when it is not known any more. */
export const doer = z.strictObject({
  id: z.union([id('stf'), id('key')]),
  name: z.string().nullable(),
})
export type DoerReply = z.infer<typeof doer>
