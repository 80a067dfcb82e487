import { doorName } from '@cubby/domain/machine/wiring'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { ofLocker, wiringTest } from './wiring-shapes.ts'

/**
 * What the person in front of the machine saw. The door that was asked for: it is proved. Another one: the two exchange their
 * channels, and the one that opened is proved. None: the door stays unproved.
 */
export const answerWiringTest = defineOperation({
  id: 'locker.answer-wiring-test',
  method: 'POST',
  path: '/v1/lockers/:locker/wiring-test/answer',
  summary: 'Say which door opened in the wiring test',
  scope: 'network:write',
  networkOnly: true,
  params: ofLocker,
  query: noQuery,
  body: doorName.extend({
    /** The door that opened; null: none did. */
    opened: doorName.nullable(),
  }),
  status: 200,
  reply: wiringTest,
})
