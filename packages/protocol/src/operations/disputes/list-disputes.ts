import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { dispute, disputeStates } from './dispute-shapes.ts'

/** What people at lockers said was wrong. */
export const listDisputes = defineOperation({
  id: 'dispute.list',
  method: 'GET',
  path: '/v1/disputes',
  summary: 'List disputes, newest first',
  scope: 'operations:read',
  networkOnly: true,
  narrow: 'locker',
  params: noParams,
  query: pageQuery(id('dsp')).extend({
    state: z.enum(disputeStates).optional(),
    locker: id('lck').optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(dispute),
})
