import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { devicesOfLocker, devicesReply } from './device-shapes.ts'

/** What hangs on the computer of one machine beside its lock boards, and how it is. */
export const readDevices = defineOperation({
  id: 'locker.read-devices',
  method: 'GET',
  path: '/v1/lockers/:locker/devices',
  summary:
    'Read which scanners, sensors, terminal, printer and loads a locker has, and how they are',
  scope: 'network:read',
  networkOnly: true,
  params: devicesOfLocker,
  query: noQuery,
  body: null,
  status: 200,
  reply: devicesReply,
})
