export const firms = {
  'organization.kind.service': 'Service (cleaning, repair)',
  'organization.kind.vending-operator': 'Vending operator',
  'organization.kind.tenant': 'Tenant of cells',
} as const
