import { wiringProblems } from '@cubby/domain/machine/wiring-rules'
import { setWiring } from '@cubby/protocol/operations/wiring/set-wiring'
import { route } from '../http/route.ts'
import { wrongFields } from '../http/told.ts'
import { doorsToWire, lockMachine, mustBe, saveWiring } from '../service/machine-rows.ts'
import { toldWiring } from './told-wiring.ts'

/** Past this many mistakes a reply helps nobody; the first ones show the pattern. */
const MISTAKES_TOLD = 100

export const setWiringRoute = route(setWiring, async (call) => {
  const { params, body, trx } = call
  const machine = await lockMachine(trx, params.locker)
  mustBe(machine, ['planned', 'testing', 'out-of-service'], 'its wiring cannot be changed')
  const problems = wiringProblems(body.wiring, doorsToWire(machine))
  if (problems.length > 0)
    throw wrongFields(
      problems.slice(0, MISTAKES_TOLD).map((one) => ({ ...one, pointer: `/wiring${one.pointer}` })),
    )
  await saveWiring(call, machine, body.wiring)
  return toldWiring(trx, { ...machine, wiring: body.wiring, isVouched: false })
})
