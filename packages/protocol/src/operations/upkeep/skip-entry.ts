import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { quarantinedEntry } from './upkeep-shapes.ts'

/** Somebody has looked and put things right another way. */
export const skipEntry = defineOperation({
  id: 'quarantine.skip',
  method: 'POST',
  path: '/v1/quarantine/:locker/:journal/:seq/skip',
  summary: 'Leave a quarantined entry aside for good',
  scope: 'operations:write',
  networkOnly: true,
  params: z.strictObject({
    locker: id('lck'),
    journal: id('jrn'),
    seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  }),
  query: noQuery,
  body: null,
  status: 200,
  reply: quarantinedEntry,
})
