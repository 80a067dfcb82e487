import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { topicName } from '../../changes.ts'
import { defineOperation } from '../../operation.ts'
import { noParams } from '../../wire.ts'

/**
 * Server-sent events: `changed` with `{topics}`, and a comment every 20 seconds. Losing one is possible; who listens
 * looks again when it connects, and now and then. An organization hears of its own shipments and messages, of its own things in
 * lockers, and of the machines that it knows; staff with some lockers in reach hear of those.
 */
export const listenForChanges = defineOperation({
  id: 'changes.listen',
  method: 'GET',
  path: '/v1/changes',
  summary: 'Hear what has changed, to look again',
  scope: 'network:read',
  narrow: 'locker',
  streams: 'text/event-stream',
  params: noParams,
  query: z.strictObject({
    /** With commas between: `lockers,shipments,messages,alarms,disputes,locker:lck_…,shipment:shp_…`. */
    topics: z
      .string()
      .max(limits.changeTopicsMax * 40)
      .transform((names) => names.split(','))
      .pipe(z.array(topicName).min(1).max(limits.changeTopicsMax))
      .default(['lockers', 'shipments', 'messages', 'alarms', 'disputes']),
  }),
  body: null,
  status: 200,
  reply: null,
})
