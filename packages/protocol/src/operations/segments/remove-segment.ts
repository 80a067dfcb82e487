import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** Its lockers stay. Refused while an organization works in it: it would work nowhere, or everywhere. */
export const removeSegment = defineOperation({
  id: 'segment.remove',
  method: 'DELETE',
  path: '/v1/segments/:segment',
  summary: 'Remove a segment',
  scope: 'network:write',
  networkOnly: true,
  params: z.strictObject({ segment: id('seg') }),
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
