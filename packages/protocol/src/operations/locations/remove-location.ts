import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** Only a place without lockers. */
export const removeLocation = defineOperation({
  id: 'location.remove',
  method: 'DELETE',
  path: '/v1/locations/:location',
  summary: 'Remove a location at which no lockers stand',
  scope: 'network:write',
  networkOnly: true,
  params: z.strictObject({ location: id('loc') }),
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
