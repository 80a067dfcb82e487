import { uuidOf } from '@cubby/kit/ids'
import { startWiringTest } from '@cubby/protocol/operations/wiring/start-wiring-test'
import { route } from '../http/route.ts'
import { lockMachine, mustBe, setService } from '../service/machine-rows.ts'
import { mustBeDone, readinessOf } from '../service/readiness.ts'
import { toldTest } from './wiring-test-rows.ts'

export const startWiringTestRoute = route(startWiringTest, async (call) => {
  const { params, body, trx } = call
  const machine = await lockMachine(trx, params.locker)
  mustBe(machine, ['planned', 'testing', 'out-of-service'], 'its wiring cannot be tested')
  // Whoever wired it on the machine itself has nothing here that could be proved.
  const checks = await readinessOf(trx, machine)
  mustBeDone([
    { name: 'wired', isDone: machine.wiring !== null && isDone(checks, 'wired') },
    { name: 'enrolled', isDone: isDone(checks, 'enrolled') },
  ])
  if (body.again)
    await trx.deleteFrom('door_proof').where('locker_id', '=', uuidOf(params.locker)).execute()
  if (machine.service !== 'testing')
    await setService(call, machine, { state: 'testing', reason: null })
  return toldTest(trx, { ...machine, service: 'testing' })
})

const isDone = (checks: Awaited<ReturnType<typeof readinessOf>>, name: string) =>
  checks.some((check) => check.name === name && check.isDone)
