import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { segment } from './segment-shapes.ts'

/** One segment; its lockers are listed by `locker.list`. */
export const readSegment = defineOperation({
  id: 'segment.read',
  method: 'GET',
  path: '/v1/segments/:segment',
  summary: 'Read a segment',
  scope: 'network:read',
  params: z.strictObject({ segment: id('seg') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: segment,
})
