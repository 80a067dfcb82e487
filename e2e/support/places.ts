import { must } from '@cubby/kit/assert'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { updateLocation } from '@cubby/protocol/operations/locations/update-location'
import { createSegment } from '@cubby/protocol/operations/segments/create-segment'
import type { Network } from '@cubby/testing/network/start-network'

/** A place that says all it can of itself, and a segment with a rule. */
export async function aPlaceAndSegment({ operator }: Network) {
  const { items } = await operator.call(listLocations)
  const location = must(items[0], 'a location').id
  await operator.call(updateLocation, {
    params: { location },
    body: {
      openingHours: 'Mo-Fr 06:00-22:00; PH off',
      courierHours: '24/7',
      closures: [{ from: '2090-01-10T05:00:00Z', until: null, reason: 'New floor' }],
      directions: { en: 'Behind the flower shop.' },
    },
  })
  const { id: segment } = await operator.call(createSegment, {
    body: {
      name: 'Berlin',
      rule: {
        match: 'all',
        conditions: [
          { of: 'city', in: ['Berlin'] },
          { of: 'distance', withinKm: 25, latitude: 52.52, longitude: 13.4 },
        ],
      },
    },
  })
  return { location, segment }
}
