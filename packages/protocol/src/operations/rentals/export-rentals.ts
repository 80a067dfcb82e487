import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams } from '../../wire.ts'
import { rentalFilters } from './list-rentals.ts'
import { reportPeriod } from './rental-shapes.ts'

/** One line per rental that ran in the period: how it was used, and what is due. */
export const exportRentals = defineOperation({
  id: 'rental.export',
  method: 'GET',
  path: '/v1/rentals.csv',
  summary: 'Download use and dues of rentals in a period as CSV',
  scope: 'rentals:read',
  streams: 'text/csv',
  params: noParams,
  query: z.strictObject({
    ...reportPeriod,
    organization: rentalFilters.organization,
    locker: rentalFilters.locker,
  }),
  body: null,
  status: 200,
  reply: null,
})
