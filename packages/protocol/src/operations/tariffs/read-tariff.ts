import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { tariffInFull } from './tariff-shapes.ts'

/** Its latest version, or the one that is asked for. */
export const readTariff = defineOperation({
  id: 'tariff.read',
  method: 'GET',
  path: '/v1/tariffs/:tariff',
  summary: 'Read a tariff with its terms',
  scope: 'tariffs:read',
  params: z.strictObject({ tariff: id('trf') }),
  query: z.strictObject({ version: z.coerce.number().int().min(1).max(10_000).optional() }),
  body: null,
  status: 200,
  reply: tariffInFull,
})
