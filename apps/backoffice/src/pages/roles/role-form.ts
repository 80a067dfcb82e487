import type { RoleReply } from '@cubby/protocol/operations/roles/role-shapes'
import type { Scope } from '@cubby/protocol/operation'
import type { Say } from '../../text.ts'

export type RoleValues = {
  name: string
  description: string
  permissions: Scope[]
  requiresSecondFactor: boolean
}

export const emptyRole: RoleValues = {
  name: '',
  description: '',
  permissions: [],
  requiresSecondFactor: false,
}

export const roleValuesOf = (role: RoleReply): RoleValues => ({
  name: role.name,
  description: role.description ?? '',
  permissions: role.permissions,
  requiresSecondFactor: role.requiresSecondFactor,
})

/** What can be said before the server is asked. */
export const checkRole = (t: Say, { name }: RoleValues) =>
  name.trim() === '' ? { name: t('form.missing') } : {}

export const roleBodyOf = ({ name, description, ...rest }: RoleValues) => ({
  ...rest,
  name: name.trim(),
  description: description.trim() === '' ? null : description.trim(),
})
