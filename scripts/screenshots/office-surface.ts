import type { BrowserContext } from 'playwright-core'
import { type FirmThings, firmPages } from './firm-pages.ts'
import type { Surface } from './take.ts'

export type OfficeThings = FirmThings & {
  locker: string
  /** One that is being put up. */
  planned: string
  shipment: string
  courier: string
  rental: string
  customer: string
  activity: string
  location: string
  segment: string
}
type Cookies = Parameters<BrowserContext['addCookies']>[0]

/** Every page of the back office by its name, with its address. */
function pagesOf(things: OfficeThings): Record<string, string> {
  return {
    overview: '/',
    map: '/map',
    lockers: '/lockers',
    'locker-wall': `/lockers/${things.locker}`,
    'locker-cells': `/lockers/${things.locker}/cells`,
    'locker-events': `/lockers/${things.locker}/events`,
    'locker-configuration': `/lockers/${things.locker}/configuration`,
    configuration: '/configuration',
    'configuration-many': `/configuration/many?lockers=${things.locker}`,
    'locker-new': '/lockers/new',
    'locker-service': `/lockers/${things.planned}/service`,
    'locker-wiring': `/lockers/${things.planned}/wiring`,
    'locker-wiring-none': `/lockers/${things.locker}/wiring`,
    'locker-wiring-test': `/lockers/${things.planned}/wiring-test`,
    'locker-remodel': `/lockers/${things.planned}/remodel`,
    locations: '/locations',
    location: `/locations/${things.location}`,
    'location-new': '/locations/new',
    'location-edit': `/locations/${things.location}/edit`,
    segments: '/segments',
    segment: `/segments/${things.segment}`,
    'segment-new': '/segments/new',
    'segment-edit': `/segments/${things.segment}/edit`,
    import: '/import',
    shipments: '/shipments',
    shipment: `/shipments/${things.shipment}`,
    messages: '/messages',
    alarms: '/alarms',
    disputes: '/disputes',
    organizations: '/organizations',
    organization: `/organizations/${things.organization}`,
    'organization-new': '/organizations/new',
    rentals: '/rentals',
    rental: `/rentals/${things.rental}`,
    'rental-edit': `/rentals/${things.rental}/edit`,
    'rental-new': `/rentals/new?locker=${things.locker}`,
    ...firmPages(things),
    couriers: '/couriers',
    courier: `/couriers/${things.courier}`,
    'courier-edit': `/couriers/${things.courier}/edit`,
    'courier-new': '/couriers/new',
    'locker-history': `/lockers/${things.locker}/history`,
    customers: '/customers',
    customer: `/customers/${things.customer}`,
    'customer-new': '/customers/new',
    activity: '/activity',
    'activity-one': `/activity?activity=${things.activity}`,
    privacy: '/privacy',
    keys: '/keys',
    'key-new': '/keys/new',
    health: '/health',
    account: '/account',
  }
}

/** Every page of the back office, as somebody who has signed in sees it. */
export function officeSurface(url: string, things: OfficeThings, cookies: Cookies): Surface {
import { type OfficeThings, officePages } from './office-pages.ts'
import type { Surface } from './take.ts'

type Cookies = Parameters<BrowserContext['addCookies']>[0]

/** Every page of the back office, as somebody who has signed in sees it. */
export function officeSurface(url: string, things: OfficeThings, cookies: Cookies): Surface {
  const pages = officePages(things)
  return {
    name: 'backoffice',
    isLong: true,
    sizes: [
      { width: 1_440, height: 900 },
      { width: 390, height: 844 },
    ],
    dress: (context) => context.addCookies(cookies),
    scenes: [
      {
        shots: Object.entries(pagesOf(things)).map(([name, path]) => ({
          name,
          reach: async (page, { language }) => {
            await page.goto(`${url}${path}`)
            await page.locator(`html[lang="${language}"]`).waitFor()
            await page.locator('main h1').first().waitFor()
            await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'hidden' })
          },
        })),
      },
    ],
  }
}

/** The page before signing in, which needs no cookie. */
export const signInSurface = (url: string): Surface => ({
  name: 'backoffice-sign-in',
  isLong: true,
  sizes: [
    { width: 1_440, height: 900 },
    { width: 390, height: 844 },
  ],
  scenes: [
    {
      shots: [
        {
          name: 'sign-in',
          reach: async (page) => {
            await page.goto(url)
            await page.getByRole('textbox').first().waitFor()
          },
        },
      ],
    },
  ],
})
