import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { alarm } from './upkeep-shapes.ts'

/** Forced doors, stuck bolts, forks, quarantined entries. */
export const listAlarms = defineOperation({
  id: 'alarm.list',
  method: 'GET',
  path: '/v1/alarms',
  summary: 'List what staff should look at, newest first',
  scope: 'operations:read',
  networkOnly: true,
  narrow: 'locker',
  params: noParams,
  query: pageQuery(id('evt')).extend({
    locker: id('lck').optional(),
    state: z.enum(['open', 'acknowledged']).optional(),
    kind: z
      .string()
      .max(40)
      .regex(/^[a-z]+[.][a-z-]+$/)
      .optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(alarm),
})
