import { id, text } from '@cubby/domain/shapes'
import { z } from 'zod'
import { limits } from '@cubby/kit/limits'
import { type Scope, scopes } from '../../operation.ts'
import { email, toldMoment } from '../../wire.ts'

export const staffRoles = ['administrator', 'support'] as const
export type StaffRole = (typeof staffRoles)[number]

const supportScopes: readonly Scope[] = [
  'network:read',
  'organizations:read',
  'couriers:read',
  'shipments:read',
  'shipments:write',
  'cells:open',
  'messages:read',
  'webhooks:read',
  'keys:read',
  'operations:read',
  'incidents:write',
]

/** What each role may do. Support helps people at lockers; it changes nothing of the network and reads no codes. */
export const scopesOf: Record<StaffRole, readonly Scope[]> = {
  administrator: scopes,
  support: supportScopes,
}

export const staffMember = z.strictObject({
  id: id('stf'),
  name: z.string(),
  email: z.string(),
  role: z.enum(staffRoles),
  scopes: z.array(z.enum(scopes)),
  /** Until the first password was replaced, everything else is refused with `auth/password-must-change`. */
  mustChangePassword: z.boolean(),
  hasTotp: z.boolean(),
  passkeys: z.int(),
})
export type StaffReply = z.infer<typeof staffMember>

export const staffFields = {
  name: text(limits.nameCharsMax),
  email,
  role: z.enum(staffRoles),
}

const accountFields = {
  id: id('stf'),
  name: z.string(),
  email: z.string(),
  role: z.enum(staffRoles),
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
