import { uuidOf } from '@cubby/kit/ids'
import { scopes } from '@cubby/protocol/operation'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { createLocker } from '@cubby/protocol/operations/lockers/create-locker'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import type { z } from 'zod'
import { smallLocker } from '../network/street-locker.ts'
import type { TestApi } from './test-api.ts'

type Announcement = z.input<typeof announceShipment.body>

export const anAddress = {
  line1: 'Station Square 1',
  postCode: '10115',
  city: 'Berlin',
  country: 'DE',
}

/** A delivery operator, two shops with a key each, and one small locker; made through the API. */
export async function smallNetwork(api: TestApi) {
  const { operator } = api
  const carrier = await api.call(operator, createOrganization, {
    body: { name: 'Swift Parcels', kind: 'delivery-operator' },
  })
  const shop = await api.call(operator, createOrganization, {
    body: { name: 'The Reading Corner', kind: 'shop', carriers: [carrier.id] },
  })
  const rival = await api.call(operator, createOrganization, {
    body: { name: 'Blue Boots', kind: 'shop' },
  })
  const location = await api.call(operator, createLocation, {
    body: {
      name: 'Central station',
      address: anAddress,
      latitude: 52.53,
      longitude: 13.38,
      timeZone: 'Europe/Berlin',
    },
  })
  const locker = await api.call(operator, createLocker, {
    body: { location: location.id, name: 'Hall', layout: smallLocker() },
  })
  const shopKey = await api.key({ organization: uuidOf(shop.id), scopes })
  const rivalKey = await api.key({ organization: uuidOf(rival.id), scopes })
  const anAnnouncement = (over: Partial<Announcement> = {}): Announcement => ({
    locker: locker.id,
    recipient: { phone: '+4915112345678', email: 'ann@example.org' },
    parcels: [{ label: 'BOOK-1', size: { height: 60, width: 200, depth: 300 }, grams: 800 }],
    ...over,
  })
  const announce = (over: Partial<Announcement> = {}) =>
    api.call(shopKey, announceShipment, { body: anAnnouncement(over) })
  return { carrier, shop, rival, location, locker, shopKey, rivalKey, anAnnouncement, announce }
}
export type SmallNetwork = Awaited<ReturnType<typeof smallNetwork>>
