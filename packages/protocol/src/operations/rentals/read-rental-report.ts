import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { rentalReport, reportPeriod } from './rental-shapes.ts'

/** What a rental was used for in a period, cell by cell, and what is due for it. */
export const readRentalReport = defineOperation({
  id: 'rental.report',
  method: 'GET',
  path: '/v1/rentals/:rental/report',
  summary: 'Read how a rental was used in a period, and what is due for it',
  scope: 'rentals:read',
  params: z.strictObject({ rental: id('rnt') }),
  query: z.strictObject(reportPeriod),
  body: null,
  status: 200,
  reply: rentalReport,
})
