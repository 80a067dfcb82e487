import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { isoMoment, noParams } from '../../wire.ts'
import { overview } from './overview-shapes.ts'

/** What the first page of the back office shows. */
export const readOverview = defineOperation({
  id: 'overview.read',
  method: 'GET',
  path: '/v1/overview',
  summary: 'Read the state of the network at a glance',
  scope: 'operations:read',
  networkOnly: true,
  narrow: 'locker',
  params: noParams,
  query: z.strictObject({
    /** When today began where you are; left out: midnight in UTC. At most two days ago. */
    since: isoMoment.optional(),
  }),
  body: null,
  status: 200,
  reply: overview,
})
