import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { isoMoment, noParams, pageOf, pageQuery } from '../../wire.ts'
import { rental, rentalStates } from './rental-shapes.ts'

export const rentalFilters = {
  organization: id('org').optional(),
  locker: id('lck').optional(),
  state: z.enum(rentalStates).optional(),
  /** Those that run, ran or will run at this moment. */
  at: isoMoment.optional(),
}

/** An organization sees its own. */
export const listRentals = defineOperation({
  id: 'rental.list',
  method: 'GET',
  path: '/v1/rentals',
  summary: 'List rentals of cells, newest first',
  scope: 'rentals:read',
  params: noParams,
  query: pageQuery(id('rnt')).extend(rentalFilters),
  body: null,
  status: 200,
  reply: pageOf(rental),
})
