import { putIntoService } from '@cubby/protocol/operations/service/put-into-service'
import { route } from '../http/route.ts'
import { lockMachine, mustBe, setService, toldLockerNow } from './machine-rows.ts'
import { mustBeDone, readinessOf } from './readiness.ts'

export const putIntoServiceRoute = route(putIntoService, async (call) => {
  const { params, trx, now } = call
  const machine = await lockMachine(trx, params.locker)
  mustBe(machine, ['planned', 'testing', 'out-of-service'], 'it cannot go into service')
  mustBeDone(await readinessOf(trx, machine))
  await setService(call, machine, { state: 'in-service', reason: null })
  return toldLockerNow(trx, params.locker, now)
})
