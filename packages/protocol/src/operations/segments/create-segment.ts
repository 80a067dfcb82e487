import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { segment, segmentFields } from './segment-shapes.ts'

/** With a rule its lockers belong to it at once, and whenever they change. */
export const createSegment = defineOperation({
  id: 'segment.create',
  method: 'POST',
  path: '/v1/segments',
  summary: 'Add a segment: a named group of lockers, chosen by hand or by a rule',
  scope: 'network:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject(segmentFields),
  status: 201,
  reply: segment,
})
