export const tenancy = {
  'organization.kind.tenant': 'Tenant of cells',
} as const
