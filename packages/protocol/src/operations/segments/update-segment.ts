import { segmentRule } from '@cubby/domain/segments/segment-rule'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { segment, segmentFields } from './segment-shapes.ts'

/** Changes what is named and leaves the rest. Without a rule from now on, it keeps the lockers it has. */
export const updateSegment = defineOperation({
  id: 'segment.update',
  method: 'PATCH',
  path: '/v1/segments/:segment',
  summary: 'Change the name, rule or rank of a segment',
  scope: 'network:write',
  networkOnly: true,
  params: z.strictObject({ segment: id('seg') }),
  query: noQuery,
  body: z.strictObject({
    name: segmentFields.name.optional(),
    rule: segmentRule.nullable().optional(),
    rank: z.int().min(0).max(1_000).optional(),
  }),
  status: 200,
  reply: segment,
})
