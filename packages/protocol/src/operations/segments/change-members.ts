import { id } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { segment } from './segment-shapes.ts'

const lockers = z.array(id('lck')).max(limits.segmentChangesMax).default([])

/** By hand, all or nothing; a segment with a rule refuses it. Naming a locker twice, or one that is in already, does no harm. */
export const changeMembers = defineOperation({
  id: 'segment.change-members',
  method: 'POST',
  path: '/v1/segments/:segment/lockers',
  summary: 'Add lockers to a segment, or take them out of it',
  scope: 'network:write',
  networkOnly: true,
  params: z.strictObject({ segment: id('seg') }),
  query: noQuery,
  body: z.strictObject({ add: lockers, remove: lockers }),
  status: 200,
  reply: segment,
})
