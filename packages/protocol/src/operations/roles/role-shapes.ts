import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { scopes } from '../../operation.ts'
import { toldMoment } from '../../wire.ts'

/** Roles that come with the product: they may be given, but not removed. */
export const builtInRoles = ['administrator', 'support'] as const
export type BuiltInRole = (typeof builtInRoles)[number]

/** A role as it stands beside a person. */
export const namedRole = z.strictObject({
  id: id('rol'),
  name: z.string(),
  /** Null: made by people of this network. */
  builtIn: z.enum(builtInRoles).nullable(),
})
export type NamedRole = z.infer<typeof namedRole>

/** What a role says, as whoever writes it may. */
export const roleFields = {
  name: text(limits.roleNameCharsMax),
  /** Whom it is for. */
  description: text(limits.staffNoteCharsMax).nullable().default(null),
  permissions: z.array(z.enum(scopes)).max(scopes.length),
  /** Whoever signs in with a password and has no second factor yet can do nothing but set one up. */
  requiresSecondFactor: z.boolean().default(false),
}

export const roleReply = z.strictObject({
  ...namedRole.shape,
  description: z.string().nullable(),
  permissions: z.array(z.enum(scopes)),
  requiresSecondFactor: z.boolean(),
  /** How many have it. */
  people: z.int(),
  createdAt: toldMoment,
})
export type RoleReply = z.infer<typeof roleReply>
