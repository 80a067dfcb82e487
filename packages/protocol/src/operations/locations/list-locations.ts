import { id } from '@cubby/domain/shapes'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { location } from './location-shapes.ts'

/** Every place of the network: whoever ships must be able to choose one. */
export const listLocations = defineOperation({
  id: 'location.list',
  method: 'GET',
  path: '/v1/locations',
  summary: 'List locations, newest first',
  scope: 'network:read',
  narrow: 'locker',
  params: noParams,
  query: pageQuery(id('loc')),
  body: null,
  status: 200,
  reply: pageOf(location),
})
