import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { ofLocker, wiringTest } from './wiring-shapes.ts'

/** Puts a locker that is wired and not in service into testing: it takes nothing in and opens by command. */
export const startWiringTest = defineOperation({
  id: 'locker.start-wiring-test',
  method: 'POST',
  path: '/v1/lockers/:locker/wiring-test',
  summary: 'Begin the wiring test of a locker, or go on with it',
  scope: 'network:write',
  networkOnly: true,
  params: ofLocker,
  query: noQuery,
  body: z.strictObject({
    /** True: forget what was proved and ask for every door again. */
    again: z.boolean().default(false),
  }),
  status: 200,
  reply: wiringTest,
})
