import { wireOf } from '@cubby/domain/machine/wiring-rules'
import { seconds } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { openTestDoor } from '@cubby/protocol/operations/wiring/open-test-door'
import { askLocker } from '../commands/ask-locker.ts'
import { toldCommand } from '../commands/command-rows.ts'
import { doerIdOf } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import { lockMachine, mustBe, tellScreens } from '../service/machine-rows.ts'
import { keepProof } from './wiring-test-rows.ts'

/** Somebody stands there and waits: what comes later than this must not open a door any more. */
const ASKED_FOR = seconds(60)

export const openTestDoorRoute = route(openTestDoor, async (call, ctx) => {
  const { params, body, trx, caller } = call
  const { locker } = params
  const machine = await lockMachine(trx, locker)
  mustBe(machine, ['testing'], 'no door is opened for a test')
  const wire = machine.wiring && wireOf(machine.wiring, body)
  if (!wire) throw wrongField('/cell', 'not-found', 'no wire leads to such a door')
  const command = await askLocker(call, ctx, {
    locker,
    action: { do: 'open', ...body },
    reason: 'wiring test',
    expiresInSeconds: ASKED_FOR / 1_000,
    askedBy: doerIdOf(caller),
  })
  await keepProof(trx, locker, body, { wire, command: uuidOf(command.id), answer: null })
  tellScreens(call, locker)
  call.changes.push({ thing: locker, before: null, after: { testOpened: body } })
  return toldCommand(command)
})
