import { tariffTerms } from '@cubby/domain/tariffs/tariff'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { tariffInFull, tariffName, tariffVersion, validity } from './tariff-shapes.ts'

/** New terms become a new version; stays that have begun keep theirs. */
export const updateTariff = defineOperation({
  id: 'tariff.update',
  method: 'PATCH',
  path: '/v1/tariffs/:tariff',
  summary: 'Give a tariff new terms, from now or from a later moment',
  scope: 'tariffs:write',
  params: z.strictObject({ tariff: id('trf') }),
  query: noQuery,
  body: z.strictObject({
    /** The version that was changed: two people do not write over each other. */
    version: tariffVersion,
    name: tariffName.optional(),
    terms: tariffTerms.optional(),
    ...validity,
  }),
  status: 200,
  reply: tariffInFull,
})
