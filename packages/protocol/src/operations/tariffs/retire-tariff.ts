import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { tariff } from './tariff-shapes.ts'

/** It is never deleted: stays that began under it are priced by it. Refused while an offer that is on uses it. */
export const retireTariff = defineOperation({
  id: 'tariff.retire',
  method: 'POST',
  path: '/v1/tariffs/:tariff/retire',
  summary: 'Take a tariff out of use for whatever begins from now on',
  scope: 'tariffs:write',
  params: z.strictObject({ tariff: id('trf') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: tariff,
})
