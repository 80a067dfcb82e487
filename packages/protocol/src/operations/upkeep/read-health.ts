import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery, toldMoment } from '../../wire.ts'
import { linkStates } from '../lockers/locker-shapes.ts'
import { messageStates } from '../messages/message-shapes.ts'

const count = z.int().min(0)
const counts = <Name extends string>(names: readonly Name[]) => z.record(z.enum(names), count)

const health = z.strictObject({
  /** The time of this server; compare it with yours. */
  at: toldMoment,
  database: z.strictObject({
    version: z.string(),
    bytes: count,
    /** The time of the database. */
    at: toldMoment,
    /** The last step that changed its tables. */
    schema: z.string(),
    connections: z.strictObject({ used: count, max: count }),
  }),
  server: z.strictObject({
    version: z.string(),
    node: z.string(),
    startedAt: toldMoment,
    memoryBytes: count,
  }),
  /** Work for later, by queue. `failed`: given up. */
  queues: z.array(
    z.strictObject({
      queue: z.string(),
      waiting: count,
      active: count,
      failed: count,
      oldestWaitingSince: toldMoment.nullable(),
    }),
  ),
  /** Those that were sent, dropped or put into the inbox: of the last 24 hours. */
  messages: counts(messageStates),
  /** Journal entries set aside that wait for a person. */
  quarantined: count,
  lockers: counts(linkStates),
  link: z.strictObject({
    /** Journals with entries that were received and not applied yet. */
    behind: count,
    /** When the oldest of those entries came. */
    oldestUnappliedSince: toldMoment.nullable(),
    /** Commands without an answer. */
    unansweredCommands: count,
  }),
})
export type HealthReply = z.infer<typeof health>

/** What whoever runs the servers looks at first. */
export const readHealth = defineOperation({
  id: 'health.read',
  method: 'GET',
  path: '/v1/health',
  summary: 'Read how the servers, the database and the links are doing',
  scope: 'operations:read',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: null,
  status: 200,
  reply: health,
})
