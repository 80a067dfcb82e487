export type FirmThings = { organization: string; tariff: string; offer: string; webhook: string }

/** The pages of organizations, tariffs, offers and webhooks. */
export const firmPages = (things: FirmThings): Record<string, string> => ({
  'organization-edit': `/organizations/${things.organization}/edit`,
  'organization-rules': `/organizations/${things.organization}/rules`,
  'organization-messages': `/organizations/${things.organization}/messages`,
  'organization-webhooks': `/organizations/${things.organization}/webhooks`,
  'organization-keys': `/organizations/${things.organization}/keys`,
  'organization-people': `/organizations/${things.organization}/people`,
  tariffs: '/tariffs',
  tariff: `/tariffs/${things.tariff}`,
  'tariff-new': '/tariffs/new',
  offers: '/offers',
  offer: `/offers/${things.offer}`,
  'offer-new': '/offers/new',
  webhooks: '/webhooks',
  webhook: `/webhooks/${things.webhook}`,
  'webhook-new': '/webhooks/new',
  'webhook-edit': `/webhooks/${things.webhook}/edit`,
})
