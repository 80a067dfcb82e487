import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { rental, rentalFields } from './rental-shapes.ts'

const { until, price, quota, commonCells, note } = rentalFields

/** What may be agreed anew while it runs or is to come; its cells may not: end it and rent others out. */
export const updateRental = defineOperation({
  id: 'rental.update',
  method: 'PATCH',
  path: '/v1/rentals/:rental',
  summary: 'Change the end, the price or the quota of a rental',
  scope: 'rentals:write',
  networkOnly: true,
  params: z.strictObject({ rental: id('rnt') }),
  query: noQuery,
  body: z.strictObject({
    until: until.optional(),
    price: price.optional(),
    quota,
    commonCells,
    note,
  }),
  status: 200,
  reply: rental,
})
