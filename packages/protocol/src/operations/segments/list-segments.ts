import { id } from '@cubby/domain/shapes'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery, searchText } from '../../wire.ts'
import { segment } from './segment-shapes.ts'

/** All of the network. */
export const listSegments = defineOperation({
  id: 'segment.list',
  method: 'GET',
  path: '/v1/segments',
  summary: 'List segments, newest first',
  scope: 'network:read',
  params: noParams,
  query: pageQuery(id('seg')).extend({
    /** Part of the name. */
    q: searchText.optional(),
    /** Those to which this locker belongs. */
    locker: id('lck').optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(segment),
})
