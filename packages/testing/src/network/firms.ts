import type { OrganizationId } from '@cubby/kit/ids'
import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import { createKey } from '@cubby/protocol/operations/keys/create-key'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { createEnrolmentCode } from '@cubby/protocol/operations/lockers/create-enrolment-code'
import { createLocker } from '@cubby/protocol/operations/lockers/create-locker'
import type { NewLayout } from '@cubby/protocol/operations/lockers/locker-shapes'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { type ApiClient, apiClient } from './api-client.ts'

export type Badge = { badge: string; pin: string }
export type Shop = { id: OrganizationId; key: string; api: ApiClient }
export type Firms = { carrier: OrganizationId; badges: readonly [Badge, Badge]; shop: Shop }

/** A delivery operator with two couriers, and a shop whose parcels it carries, with a key of its own. */
export async function settleFirms(operator: ApiClient): Promise<Firms> {
  const carrier = await operator.call(createOrganization, {
    body: { name: 'Swift Parcels', kind: 'delivery-operator' },
  })
  const shop = await operator.call(createOrganization, {
    body: { name: 'The Reading Corner', kind: 'shop', carriers: [carrier.id] },
  })
  const badges = [
    { badge: '70001', pin: '1357' },
    { badge: '70002', pin: '2468' },
  ] as const
  for (const [i, badge] of badges.entries())
    await operator.call(createCourier, {
      body: { organization: carrier.id, name: `Courier ${i + 1}`, ...badge },
    })
  const key = await operator.call(createKey, {
    body: {
      organization: shop.id,
      name: 'Shop system',
      scopes: [
        ...(['shipments:read', 'shipments:write', 'codes:read', 'messages:read'] as const),
        ...(['webhooks:read', 'webhooks:write'] as const),
      ],
    },
  })
  const api = apiClient({ url: operator.url, key: key.secret })
  return { carrier: carrier.id, badges, shop: { id: shop.id, key: key.secret, api } }
}

/** A machine at an address of its own, and the one-time code with which a device becomes it. */
export async function establishLocker(operator: ApiClient, name: string, layout: NewLayout) {
  const location = await operator.call(createLocation, {
    body: {
      name,
      address: { line1: 'Lange Strasse 1', postCode: '10115', city: 'Berlin', country: 'DE' },
      latitude: 52.53,
      longitude: 13.38,
      timeZone: 'Europe/Berlin',
    },
  })
  const locker = await operator.call(createLocker, {
    body: { location: location.id, name, layout },
  })
  const { code } = await operator.call(createEnrolmentCode, { params: { locker: locker.id } })
  return { locker, enrolmentCode: code }
}
