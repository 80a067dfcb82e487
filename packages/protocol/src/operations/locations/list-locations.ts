import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { isoMoment, noParams, pageOf, pageQuery, searchText } from '../../wire.ts'
import { location, locationStatuses } from './location-shapes.ts'

/** Every place of the network: whoever ships must be able to choose one. */
export const listLocations = defineOperation({
  id: 'location.list',
  method: 'GET',
  path: '/v1/locations',
  summary: 'List locations, newest first',
  scope: 'network:read',
  narrow: 'locker',
  params: noParams,
  query: pageQuery(id('loc')).extend({
    /** Part of the name, the number, the street, the post code or the city. */
    q: searchText.optional(),
    city: searchText.optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    status: z.enum(locationStatuses).optional(),
    /** Only places whose hours are known and that are open at this moment. */
    openAt: isoMoment.optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(location),
})
