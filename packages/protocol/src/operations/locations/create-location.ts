import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { location, locationFields } from './location-shapes.ts'

/** A new place. */
export const createLocation = defineOperation({
  id: 'location.create',
  method: 'POST',
  path: '/v1/locations',
  summary: 'Add a place where lockers stand',
  scope: 'network:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject(locationFields),
  status: 201,
  reply: location,
})
