import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { dispute, disputeResolutions } from './dispute-shapes.ts'

/** Ends the matter on paper. The cell stays aside until it is unblocked (`cell.unblock`), which frees it. */
export const resolveDispute = defineOperation({
  id: 'dispute.resolve',
  method: 'POST',
  path: '/v1/disputes/:dispute/resolve',
  summary: 'Say how a dispute ended',
  scope: 'incidents:write',
  networkOnly: true,
  narrow: 'locker',
  params: z.strictObject({ dispute: id('dsp') }),
  query: noQuery,
  body: z.strictObject({
    resolution: z.enum(disputeResolutions),
    note: text(limits.staffNoteCharsMax),
  }),
  status: 200,
  reply: dispute,
})
