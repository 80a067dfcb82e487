import { segmentRule } from '@cubby/domain/segments/segment-rule'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'

const PREVIEW_MAX = 500

/** Which lockers a rule would choose now; changes nothing. */
export const previewSegment = defineOperation({
  id: 'segment.preview',
  method: 'POST',
  path: '/v1/segments/preview',
  summary: 'Preview which lockers a rule chooses',
  scope: 'network:read',
  asksOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    rule: segmentRule,
    limit: z.int().min(1).max(PREVIEW_MAX).default(50),
  }),
  status: 200,
  reply: z.strictObject({
    /** How many of all lockers match. */
    matches: z.int(),
    lockers: z.int(),
    /** The first of them, by name. */
    items: z.array(
      z.strictObject({
        id: id('lck'),
        name: z.string(),
        place: z.string(),
        city: z.string(),
        country: z.string(),
        latitude: z.number(),
        longitude: z.number(),
      }),
    ),
  }),
})
