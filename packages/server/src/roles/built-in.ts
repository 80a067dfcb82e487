import type { BuiltInRole } from '@cubby/protocol/operations/roles/role-shapes'

/** The UUIDs of the roles that come with the product; migration 14 makes them. */
export const builtInRoleIds: Record<BuiltInRole, string> = {
  administrator: '00000000-0000-7000-8000-000000000001',
  support: '00000000-0000-7000-8000-000000000002',
}
