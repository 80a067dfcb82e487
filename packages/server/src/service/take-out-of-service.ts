import { takeOutOfService } from '@cubby/protocol/operations/service/take-out-of-service'
import { route } from '../http/route.ts'
import { lockMachine, mustBe, setService, toldLockerNow } from './machine-rows.ts'

export const takeOutOfServiceRoute = route(takeOutOfService, async (call) => {
  const { params, body, trx, now } = call
  const machine = await lockMachine(trx, params.locker)
  mustBe(machine, ['in-service', 'testing'], 'it cannot be taken out of service')
  await setService(call, machine, { state: 'out-of-service', reason: body.reason })
  return toldLockerNow(trx, params.locker, now)
})
