import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { location } from './location-shapes.ts'

/** One place. */
export const readLocation = defineOperation({
  id: 'location.read',
  method: 'GET',
  path: '/v1/locations/:location',
  summary: 'Read a location',
  scope: 'network:read',
  narrow: 'locker',
  params: z.strictObject({ location: id('loc') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: location,
})
