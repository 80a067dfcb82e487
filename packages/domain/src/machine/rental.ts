import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { id, instantMs } from '../shapes.ts'

/** Cells that belong to a tenant for a time: only the tenant's flows may use them. Key `rental:<id>`. */
export const rentalItem = z.strictObject({
  rental: id('rnt'),
  organization: id('org'),
  cells: z.array(id('cel')).min(1).max(limits.cellsPerLockerMax),
  from: instantMs,
  until: instantMs,
  /** At most so many of them in use at a time; null: all. */
  quota: z.int().min(1).max(limits.cellsPerLockerMax).nullable(),
  /** May use everybody's cells too, when none of its own will do. */
  commonCells: z.boolean(),
})
export type Rental = z.infer<typeof rentalItem>
