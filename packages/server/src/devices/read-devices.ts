import { must } from '@cubby/kit/assert'
import { readDevices } from '@cubby/protocol/operations/devices/read-devices'
import { route } from '../http/route.ts'
import { readMachine } from '../service/machine-rows.ts'
import { readKept, toldDevices } from './device-rows.ts'

export const readDevicesRoute = route(readDevices, async ({ params, trx }, { keys }) => {
  const { id } = await readMachine(trx, params.locker)
  return toldDevices(trx, must((await readKept(trx, keys, [id])).get(id), 'asked for'))
})
