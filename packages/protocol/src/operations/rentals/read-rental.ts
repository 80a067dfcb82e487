import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { rental } from './rental-shapes.ts'

/** One rental. */
export const readRental = defineOperation({
  id: 'rental.read',
  method: 'GET',
  path: '/v1/rentals/:rental',
  summary: 'Read a rental of cells',
  scope: 'rentals:read',
  params: z.strictObject({ rental: id('rnt') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: rental,
})
