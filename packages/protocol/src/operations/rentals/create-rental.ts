import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { rental, rentalFields } from './rental-shapes.ts'

/** From its beginning on only the tenant's flows use the cells. */
export const createRental = defineOperation({
  id: 'rental.create',
  method: 'POST',
  path: '/v1/rentals',
  summary: 'Rent cells of a locker out for a time',
  scope: 'rentals:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject(rentalFields),
  status: 201,
  reply: rental,
})
