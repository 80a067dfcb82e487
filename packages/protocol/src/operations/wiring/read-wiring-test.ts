import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { ofLocker, wiringTest } from './wiring-shapes.ts'

/** Which doors are proved, which are not, and what became of the last openings. */
export const readWiringTest = defineOperation({
  id: 'locker.read-wiring-test',
  method: 'GET',
  path: '/v1/lockers/:locker/wiring-test',
  summary: 'Read how far the wiring test of a locker has come',
  scope: 'network:read',
  networkOnly: true,
  params: ofLocker,
  query: noQuery,
  body: null,
  status: 200,
  reply: wiringTest,
})
