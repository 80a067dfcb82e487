import { tariffTerms } from '@cubby/domain/tariffs/tariff'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { tariffInFull, tariffName, validity } from './tariff-shapes.ts'

/** Its terms become version 1. */
export const createTariff = defineOperation({
  id: 'tariff.create',
  method: 'POST',
  path: '/v1/tariffs',
  summary: 'Add a tariff: how a price follows from time, size and zone',
  scope: 'tariffs:write',
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    name: tariffName,
    /** Whose; left out by the network operator: the network's. */
    organization: id('org').optional(),
    terms: tariffTerms,
    ...validity,
  }),
  status: 201,
  reply: tariffInFull,
})
