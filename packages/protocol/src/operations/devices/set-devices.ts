import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { devicesOfLocker, devicesReply, devicesToSet } from './device-shapes.ts'

/** Replaces the devices of a locker. What is wrong is named at its place, and then nothing is kept. */
export const setDevices = defineOperation({
  id: 'locker.set-devices',
  method: 'PUT',
  path: '/v1/lockers/:locker/devices',
  summary: 'Say which scanners, sensors, terminal, printer and loads a locker has',
  scope: 'network:write',
  networkOnly: true,
  params: devicesOfLocker,
  query: noQuery,
  body: z.strictObject({
    /** As it was read: refused when somebody else has changed the devices since. */
    version: z.int().min(0),
    devices: devicesToSet,
  }),
  status: 200,
  reply: devicesReply,
})
