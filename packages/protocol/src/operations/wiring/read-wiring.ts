import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { ofLocker, wiringReply } from './wiring-shapes.ts'

/** Boards, channels and doors of one machine. */
export const readWiring = defineOperation({
  id: 'locker.read-wiring',
  method: 'GET',
  path: '/v1/lockers/:locker/wiring',
  summary: 'Read how the doors of a locker are wired',
  scope: 'network:read',
  networkOnly: true,
  params: ofLocker,
  query: noQuery,
  body: null,
  status: 200,
  reply: wiringReply,
})
