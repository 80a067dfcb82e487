import type { DoorShown, Outcome } from '@cubby/domain/kernel/intent'
import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { millis, type Millis, minutes, seconds } from '@cubby/kit/clock'
import type { CourierId, OrganizationId, SessionId, StayId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import { type Machine, MachineDown } from '../world/machine.ts'
import type { Observed } from '../world/observed.ts'
import {
  cellName,
  closesDoor,
  doorOfShown,
  puts,
  seesOpen,
  type Street,
  takes,
  TUGS_FOR,
} from './hands.ts'

export type Courier = { id: CourierId; name: string; firm: OrganizationId }

type Round = {
  street: Street
  machine: Machine
  courier: Courier
  chance: Prng
  observe: (observed: Observed) => void
}

/** A courier tries a parcel no more often than this before taking it along again. */
const TRIES_MAX = 4
const SIZES = ['A', 'B', 'C']

/**
 * A courier before one machine: signs in, puts in what is for it, takes out what has to go back. What the machine
 * refuses stays in the van for another day.
 */
export async function servesMachine(round: Round): Promise<void> {
  await round.machine.inFront(async () => {
    try {
      await works(round)
    } catch (error) {
      // Power cuts and full disks end a visit; anything else is our own fault and must be seen.
      if (!(error instanceof MachineDown) && !(error instanceof AppError)) throw error
      round.street.story.tell(round.courier.name, `gives up at ${round.machine.name}`)
    }
  })
}

async function works(round: Round) {
  const { street, machine, chance } = round
  let session = await signsIn(round)
  if (!session) return
  for (const { label } of street.ledger.toBring(machine.id, round.courier.firm)) {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const done = await brings(round, session, label)
      if (done === 'next') break
      if (done !== 'sign-in') continue
      session = await signsIn(round)
      if (!session) return
    }
    await street.clock.sleep(seconds(chance.int(2, 20)))
  }
  await takesBack(round, session)
  if (chance.chance(0.7)) await machine.perform('end-session', { session })
}

async function signsIn({ street, machine, courier }: Round): Promise<SessionId | null> {
  // A badge without a PIN: what scrypt costs is real time, which nobody here can spend.
  const outcome = await machine.withEdge((edge) =>
    edge.submit({
      do: 'sign-in-courier',
      side: 'front',
      courier: edge.directory.courier(courier.id) ? courier.id : null,
      pinOk: edge.directory.courier(courier.id) !== undefined,
    }),
  )
  if (outcome.ok && outcome.did === 'signed-in') return outcome.session
  const why = outcome.ok ? outcome.did : outcome.why
  street.story.tell(courier.name, `is not let in at ${machine.name}: ${why}`)
  return null
}

type Brought = 'next' | 'again' | 'sign-in'

async function brings(round: Round, session: SessionId, label: string): Promise<Brought> {
  const { machine, chance, street } = round
  if (street.ledger.parcel(label).place.at !== 'courier') return 'next'
  let outcome = await machine.perform('deposit', { session, label })
  if (!outcome.ok && outcome.why === 'size-needed')
    outcome = await machine.perform('deposit', { session, label, type: chance.pick(SIZES) })
  return handled(round, session, label, outcome)
}

async function handled(
  round: Round,
  session: SessionId,
  label: string,
  outcome: Outcome,
): Promise<Brought> {
  const { machine, street, courier } = round
  if (outcome.ok)
    return outcome.did === 'opening'
      ? putsIn(round, session, label, must(outcome.doors[0], 'an opening names its door'))
      : 'next'
  if (outcome.why === 'no-session') return 'sign-in'
  if (outcome.why === 'already-inside')
    // The door opened when he had given up, and was shut by somebody: without a sensor nobody could know.
    street.ledger.parcel(label).mishap = 'the door closed on an empty cell'
  if (outcome.why === 'close-a-door') {
    await street.clock.sleep(seconds(30))
    return 'again'
  }
  street.story.tell(courier.name, `cannot leave ${label} at ${machine.name}: ${outcome.why}`)
  return 'next'
}

async function putsIn(
  round: Round,
  session: SessionId,
  label: string,
  shown: DoorShown,
): Promise<Brought> {
  const { street, machine, chance } = round
  const door = doorOfShown(machine, shown)
  if (!(await seesOpen(street, machine, door))) {
    if (!shown.stay || chance.chance(0.5)) return 'again'
    return another(round, session, label, { stay: shown.stay, reason: 'broken' })
  }
  const whim = whimOf(round)
  const inside = machine.options.cabinet.inside(shown.cell)
  if (whim === 'another' && shown.stay && inside.size === 0) {
    void closesDoor(street, machine, door, chance)
    return another(round, session, label, { stay: shown.stay, reason: 'dirty' })
  }
  await street.clock.sleep(millis(chance.int(1_000, 5_000)))
  if (whim === 'undo-before' && shown.stay) {
    await machine.perform('undo-deposit', { session, stay: shown.stay })
    // What was put in before, and its door closed behind it, is not undone: the screen still lists it.
    const kept = machine.edge?.state().stays[shown.stay]?.items.filter((item) => item.inside) ?? []
    for (const other of inside)
      if (kept.every((item) => item.label !== other))
        takes(street, machine, shown.cell, { label: other, by: 'courier' })
    await closesDoor(street, machine, door, chance)
    return 'next'
  }
  if (whim === 'leave-empty') {
    street.ledger.parcel(label).mishap = 'the courier closed the door on an empty cell'
    street.story.tell('courier', `forgets ${label} before ${cellName(machine, shown.cell)}`)
  } else puts(street, machine, shown.cell, label)
  await closesDoor(street, machine, door, chance)
  if (whim === 'undo-after' && shown.stay) await undoes(round, session, label, shown)
  return 'next'
}

function whimOf({ street, chance }: Round) {
  const { undo, anotherCell, leaveEmpty } = street.manners
  if (street.isHealing()) return null
  if (chance.chance(anotherCell)) return 'another'
  if (chance.chance(undo)) return chance.chance(0.5) ? 'undo-before' : 'undo-after'
  return chance.chance(leaveEmpty) ? 'leave-empty' : null
}

async function another(
  round: Round,
  session: SessionId,
  label: string,
  why: { stay: StayId; reason: 'broken' | 'dirty' },
): Promise<Brought> {
  const outcome = await round.machine.perform('another-cell', { session, ...why })
  return handled(round, session, label, outcome)
}

/** Just put in and wanted back: opens the cell once more and takes it out. */
async function undoes(round: Round, session: SessionId, label: string, shown: DoorShown) {
  const { street, machine } = round
  if (!shown.stay) return
  const outcome = await machine.perform('undo-deposit', { session, stay: shown.stay })
  if (!outcome.ok) return
  // What shares the cell with it comes out as well: an undo is of the stay, and the screen says so.
  if (outcome.did === 'opening')
    await takesOut(round, outcome.doors, [...machine.options.cabinet.inside(shown.cell)])
  else if (doorOfShown(machine, shown).isOpen)
    takes(street, machine, shown.cell, { label, by: 'courier' })
  else street.ledger.parcel(label).mishap = 'the courier undid the deposit and left it inside'
}

/** What ran out of time or was called off goes back to the shop. */
async function takesBack(round: Round, session: SessionId) {
  const { machine, street, courier } = round
  const kiosk = await machine.withEdge(async (edge) => edge.kioskState())
  const mine = kiosk.sessions.find(({ id }) => id === session)
  if (mine?.kind !== 'courier') return
  for (const { stay, labels } of mine.withdrawable) {
    for (const label of labels) round.observe({ see: 'listed', machine, firm: courier.firm, label })
    const outcome = await machine.perform('withdraw', { session, stay })
    if (!outcome.ok || outcome.did !== 'opening') continue
    const taken = await takesOut(round, outcome.doors, labels)
    for (const label of taken) {
      const parcel = street.ledger.parcel(label)
      parcel.place = { at: 'shop' }
      parcel.shipment.isOver = true
    }
  }
}

async function takesOut(
  round: Round,
  doors: readonly DoorShown[],
  labels: readonly string[],
): Promise<string[]> {
  const { street, machine, chance } = round
  const taken: string[] = []
  for (const shown of doors) {
    const door = doorOfShown(machine, shown)
    if (!(await seesOpen(street, machine, door, TUGS_FOR))) continue
    await street.clock.sleep(millis(chance.int(1_000, 4_000)))
    for (const label of labels)
      if (machine.options.cabinet.inside(shown.cell).has(label)) {
        takes(street, machine, shown.cell, { label, by: 'courier' })
        taken.push(label)
      }
    await closesDoor(street, machine, door, chance)
  }
  return taken
}

/** Couriers drive rounds: every machine in turn, some hours apart. Of many machines each courier begins with others. */
export async function drivesRounds(options: {
  street: Street
  courier: () => Courier
  chance: Prng
  every: Millis
  /** The place of the machine where the round begins. */
  beginsAt: number
  isOver: () => boolean
  before: (machine: Machine) => void
  /** The machines at which this firm has anything to do. */
  serves: (machine: Machine) => boolean
  observe: (observed: Observed) => void
}): Promise<void> {
  const { street, chance, every, beginsAt, isOver } = options
  await street.clock.sleep(millis(chance.int(0, every)))
  while (!isOver()) {
    const { machines } = street
    for (const machine of [...machines.slice(beginsAt), ...machines.slice(0, beginsAt)]) {
      if (!options.serves(machine)) continue
      options.before(machine)
      const { observe } = options
      await servesMachine({ street, machine, courier: options.courier(), chance, observe })
      await street.clock.sleep(minutes(chance.int(2, 15)))
    }
    await street.clock.sleep(millis(chance.int(every / 2, every)))
  }
}
