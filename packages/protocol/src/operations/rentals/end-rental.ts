import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { rental } from './rental-shapes.ts'

/** The cells are everybody's again at once; one in use stays the tenant's until it is empty. Ending twice is no mistake. */
export const endRental = defineOperation({
  id: 'rental.end',
  method: 'POST',
  path: '/v1/rentals/:rental/end',
  summary: 'End a rental now',
  scope: 'rentals:write',
  networkOnly: true,
  params: z.strictObject({ rental: id('rnt') }),
  query: noQuery,
  body: z.strictObject({ reason: text(limits.staffNoteCharsMax) }),
  status: 200,
  reply: rental,
})
