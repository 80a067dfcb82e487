import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import {
  address,
  closures,
  directions,
  hoursText,
  location,
  locationCode,
  locationFields,
  locationStatuses,
} from './location-shapes.ts'

/** Changes what is named and leaves the rest. Lockers that stand there learn of a new name, city or time zone. */
export const updateLocation = defineOperation({
  id: 'location.update',
  method: 'PATCH',
  path: '/v1/locations/:location',
  summary: 'Change a location',
  scope: 'network:write',
  networkOnly: true,
  params: z.strictObject({ location: id('loc') }),
  query: noQuery,
  body: z.strictObject({
    name: locationFields.name.optional(),
    code: locationCode.nullable().optional(),
    address: address.optional(),
    latitude: locationFields.latitude.optional(),
    longitude: locationFields.longitude.optional(),
    timeZone: locationFields.timeZone,
    openingHours: hoursText.nullable().optional(),
    courierHours: hoursText.nullable().optional(),
    closures: closures.optional(),
    directions: directions.optional(),
    status: z.enum(locationStatuses).optional(),
  }),
  status: 200,
  reply: location,
})
