import { doorName } from '@cubby/domain/machine/wiring'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { command } from '../commands/command-shapes.ts'
import { ofLocker } from './wiring-shapes.ts'

/** A command like every remote opening, with its entry in the journal; the answer comes in the command. */
export const openTestDoor = defineOperation({
  id: 'locker.open-test-door',
  method: 'POST',
  path: '/v1/lockers/:locker/wiring-test/open',
  summary: 'Open one door for the wiring test',
  scope: 'network:write',
  networkOnly: true,
  params: ofLocker,
  query: noQuery,
  body: doorName,
  status: 202,
  reply: command,
})
