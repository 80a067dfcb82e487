import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { locker } from '../lockers/locker-shapes.ts'
import { ofLocker } from '../wiring/wiring-shapes.ts'
import { modelVersion } from './service-shapes.ts'

/**
 * Cells that are in both keep what is inside. Those that are not can be opened until they are empty, and nothing more is put
 * into them. With new doors the locker goes out of service until they are wired and proved. Refused while a cell that leaves is
 * rented out (`extra.rentals`), and, unless it is said that this is meant, while parcels are announced that fit into no cell of
 * the new layout (`extra.stranded`).
 */
export const remodelLocker = defineOperation({
  id: 'locker.remodel',
  method: 'POST',
  path: '/v1/lockers/:locker/remodel',
  summary: 'Give a locker another model, without losing what is inside',
  scope: 'network:write',
  networkOnly: true,
  params: ofLocker,
  query: noQuery,
  body: z.strictObject({
    ...modelVersion,
    /** Also when announced parcels will fit into no cell any more: they have to go elsewhere. */
    strandsParcels: z.boolean().default(false),
  }),
  status: 200,
  reply: locker,
})
