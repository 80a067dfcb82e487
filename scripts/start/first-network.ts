import type { LockerId } from '@cubby/kit/ids'
import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { createLocker } from '@cubby/protocol/operations/lockers/create-locker'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import type { ApiClient } from '@cubby/testing/network/api-client'
import { establishLocker, settleFirms } from '@cubby/testing/network/firms'
import { smallLocker, streetLocker } from '@cubby/testing/network/street-locker'
import { drawFirstModels } from './first-models.ts'
import type { NetworkFile } from './network-file.ts'

/** Machines that are planned and have no device yet: they show what a network looks like while it grows. */
const planned = [
  {
    name: 'Harbour Hall',
    address: { line1: 'Am Sandtorkai 30', postCode: '20457', city: 'Hamburg', country: 'DE' },
    latitude: 53.5436,
    longitude: 9.9927,
    timeZone: 'Europe/Berlin',
  },
  {
    name: 'Market Passage',
    address: { line1: 'ul. Nowy Świat 12', postCode: '00-400', city: 'Warszawa', country: 'PL' },
    latitude: 52.2322,
    longitude: 21.0199,
    timeZone: 'Europe/Warsaw',
  },
] as const

/**
 * What the first start lays down: three locations with a machine each, of which one is alive, two delivery operators with
 * couriers, a shop, and the drawings of a few machines. The client must be repeatable: a first start that was cut short says the same things again.
 */
export async function layDownNetwork(
  operator: ApiClient,
): Promise<Omit<NetworkFile, 'apiUrl' | 'kioskUrl' | 'benchUrl'>> {
  const { carrier, shop, badges } = await settleFirms(operator)
  const name = 'Station Square'
  const { locker, enrolmentCode } = await establishLocker(operator, name, streetLocker())
  const others: LockerId[] = []
  for (const place of planned) {
    const location = await operator.call(createLocation, { body: place })
    const body = { location: location.id, name: place.name, layout: smallLocker() }
    others.push((await operator.call(createLocker, { body })).id)
  }
  await settleSecondOperator(operator)
  await drawFirstModels(operator)
  return {
    locker: { id: locker.id, name, cells: locker.cells, enrolmentCode },
    planned: others,
    carrier,
    shop: { id: shop.id, key: shop.key },
    couriers: badges.map((badge) => ({ ...badge })),
    hasShipments: false,
  }
}

async function settleSecondOperator(operator: ApiClient) {
  const { id } = await operator.call(createOrganization, {
    body: { name: 'Northline Couriers', kind: 'delivery-operator' },
  })
  await operator.call(createCourier, {
    body: { organization: id, name: 'Courier 3', badge: '70003', pin: '9753' },
  })
}
