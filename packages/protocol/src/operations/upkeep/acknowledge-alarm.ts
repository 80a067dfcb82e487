import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { alarm } from './upkeep-shapes.ts'

/** Who was first stands in it; acknowledging twice is no mistake. */
export const acknowledgeAlarm = defineOperation({
  id: 'alarm.acknowledge',
  method: 'POST',
  path: '/v1/alarms/:alarm/acknowledge',
  summary: 'Say that somebody sees to an alarm',
  scope: 'incidents:write',
  networkOnly: true,
  narrow: 'locker',
  params: z.strictObject({ alarm: id('evt') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: alarm,
})
