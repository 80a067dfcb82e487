import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { disputeWithEvidence } from './dispute-shapes.ts'

/** One dispute. */
export const readDispute = defineOperation({
  id: 'dispute.read',
  method: 'GET',
  path: '/v1/disputes/:dispute',
  summary: 'Read a dispute with its evidence: who opened which door when',
  scope: 'operations:read',
  networkOnly: true,
  narrow: 'locker',
  params: z.strictObject({ dispute: id('dsp') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: disputeWithEvidence,
})
