import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { quarantinedEntry } from './upkeep-shapes.ts'

/** `replayed` once what kept it from applying was mended; `skipped` when things were put right another way. */
export const resolveEntry = defineOperation({
  id: 'quarantine.resolve',
  method: 'POST',
  path: '/v1/quarantine/:locker/:journal/:seq/resolve',
  summary: 'Apply a quarantined entry after all, or leave it aside for good',
  scope: 'operations:write',
  networkOnly: true,
  params: z.strictObject({
    locker: id('lck'),
    journal: id('jrn'),
    seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  }),
  query: noQuery,
  body: z.strictObject({ how: z.enum(['replayed', 'skipped']) }),
  status: 200,
  reply: quarantinedEntry,
})
