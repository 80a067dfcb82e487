import { id } from '@cubby/domain/shapes'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { lockerSummary } from './locker-shapes.ts'

/** Machines of the network, without their layouts. */
export const listLockers = defineOperation({
  id: 'locker.list',
  method: 'GET',
  path: '/v1/lockers',
  summary: 'List lockers, newest first',
  scope: 'network:read',
  params: noParams,
  query: pageQuery(id('lck')).extend({ location: id('loc').optional() }),
  body: null,
  status: 200,
  reply: pageOf(lockerSummary),
})
