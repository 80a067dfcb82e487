import type { DoorName } from '@cubby/domain/machine/wiring'
import { doorKeyOf, swapDoors, wireOf } from '@cubby/domain/machine/wiring-rules'
import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { answerWiringTest } from '@cubby/protocol/operations/wiring/answer-wiring-test'
import type { ProofResult } from '../db/tables/machine-tables.ts'
import type { Caller } from '../http/caller.ts'
import { type CallWork, route } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import {
  lockMachine,
  type Machine,
  mustBe,
  saveWiring,
  tellScreens,
} from '../service/machine-rows.ts'
import { keepProof, proofsOf, toldTest } from './wiring-test-rows.ts'

type Answering = CallWork & { caller: Caller }
type Tried = { wire: string; command: string; status: string | null; outcome: string | null }

export const answerWiringTestRoute = route(answerWiringTest, async (call) => {
  const { params, body, trx } = call
  const { opened, ...door } = body
  const machine = await lockMachine(trx, params.locker)
  mustBe(machine, ['testing'], 'there is nothing to answer')
  const tried = await triedDoor(call, machine, door)
  if (opened !== null && tried.status === 'accepted')
    throw new AppError('conflict/state', 'the locker has not told yet what became of the door')
  call.changes.push({ thing: params.locker, before: null, after: { testAnswered: body } })
  tellScreens(call, params.locker)
  if (opened !== null && doorKeyOf(opened) !== doorKeyOf(door))
    return toldTest(trx, await anotherOpened(call, machine, { door, opened, tried }))
  await keep(call, machine, door, tried, opened === null ? 'none' : seen(tried))
  return toldTest(trx, machine)
})

/** The opening that is answered about: by the wire that the door has now, and the locker did not refuse it. */
async function triedDoor(call: Answering, machine: Machine, door: DoorName): Promise<Tried> {
  const tried = (await proofsOf(call.trx, machine.id)).get(doorKeyOf(door))
  const wire = machine.wiring && wireOf(machine.wiring, door)
  if (!tried?.command_id || tried.wire !== wire)
    throw new AppError('conflict/state', 'this door was not opened for the test yet')
  if (tried.status === 'waiting' || tried.status === 'refused' || tried.status === 'expired')
    throw new AppError('conflict/state', `the locker has not opened it: ${tried.status}`, {
      extra: { status: tried.status, outcome: tried.outcome },
    })
  return { ...tried, command: tried.command_id }
}

/** A door that people saw open and its contact did not is not proved: nobody would notice when it is left open. */
const seen = ({ outcome }: Tried): ProofResult => (outcome === 'opened' ? 'right' : 'unseen')

/** The wires of the two were mixed up: they exchange their channels, and the wire that was tried has found its door. */
async function anotherOpened(
  call: Answering,
  machine: Machine,
  { door, opened, tried }: { door: DoorName; opened: DoorName; tried: Tried },
): Promise<Machine> {
  const { wiring } = machine
  if (!wiring || wireOf(wiring, opened) === null)
    throw wrongField('/opened/cell', 'not-found', 'no wire leads to such a door')
  const swapped = swapDoors(wiring, door, opened)
  await saveWiring(call, machine, swapped)
  await keep(call, machine, opened, tried, seen(tried))
  await call.trx
    .deleteFrom('door_proof')
    .where('locker_id', '=', uuidOf(machine.id))
    .where('cell_id', '=', uuidOf(door.cell))
    .where('side', '=', door.side)
    .execute()
  return { ...machine, wiring: swapped, isVouched: false }
}

const keep = (
  { trx, now, caller }: Answering,
  machine: Machine,
  door: DoorName,
  { wire, command }: Tried,
  result: ProofResult,
) => keepProof(trx, machine.id, door, { wire, command, answer: { result, at: now, by: caller } })
