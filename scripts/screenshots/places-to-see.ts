import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { updateLocation } from '@cubby/protocol/operations/locations/update-location'
import { createSegment } from '@cubby/protocol/operations/segments/create-segment'
import type { ApiClient } from '@cubby/testing/network/api-client'

/** Fills in what a place can say of itself, and groups its lockers. */
export async function placesToSee(operator: ApiClient) {
  const { items } = await operator.call(listLocations)
  const [first] = items
  if (!first) throw new Error('the first network lacks a location')
  const location = first.id
  await operator.call(updateLocation, {
    params: { location },
    body: {
      code: 'BER-001',
      openingHours: 'Mo-Fr 06:00-22:00; Sa 08:00-20:00; PH off',
      courierHours: 'Mo-Sa 05:00-23:00',
      closures: [
        { from: '2027-01-10T05:00:00Z', until: '2027-01-11T05:00:00Z', reason: 'New floor' },
      ],
      directions: {
        en: 'Behind the flower shop, left of the main entrance.',
        de: 'Hinter dem Blumenladen, links vom Haupteingang.',
      },
    },
  })
  const segment = await operator.call(createSegment, {
    body: {
      name: 'Big cities',
      rank: 10,
      rule: {
        match: 'any',
        conditions: [
          { of: 'city', in: ['Berlin', 'Warszawa'] },
          { of: 'distance', withinKm: 25, latitude: 52.52, longitude: 13.4 },
        ],
      },
    },
  })
  return { location, segment: segment.id }
}
