import type { DoorShown, Outcome } from '@cubby/domain/kernel/intent'
import { AppError } from '@cubby/kit/app-error'
import { hours, type Millis, millis, minutes, seconds } from '@cubby/kit/clock'
import type { SessionId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import type { GhostShipment } from '../world/ledger.ts'
import { type Machine, MachineDown } from '../world/machine.ts'
import type { Observed } from '../world/observed.ts'
import {
  cellName,
  closesDoor,
  doorOfShown,
  seesOpen,
  type Street,
  takes,
  TUGS_FOR,
} from './hands.ts'

type Visit = { street: Street; machine: Machine; shipment: GhostShipment; chance: Prng }

/** Nobody comes more often than this for one parcel. */
const VISITS_MAX = 40

/**
 * Somebody who was told a code: comes when it suits, mistypes, takes what is there, closes doors or forgets to, and
 * comes back when the machine was dead, locked, or said "not yet".
 */
export async function collects(
  visit: Visit,
  options: { after: Millis; observe: (observed: Observed) => void },
): Promise<void> {
  const { street, machine, shipment } = visit
  await street.clock.sleep(options.after)
  for (let visits = 0; visits < VISITS_MAX && !isDone(shipment) && !street.isOver(); visits++) {
    const pause = await machine.inFront(() => standsThere(visit, options.observe))
    if (pause === null) return
    await street.clock.sleep(pause)
  }
}

const isDone = ({ parcels, isOver }: GhostShipment) =>
  isOver || parcels.every(({ place }) => place.at === 'recipient')

/** One visit. Answers after how long to come again; null: never. */
async function standsThere(
  visit: Visit,
  observe: (observed: Observed) => void,
): Promise<Millis | null> {
  const { street, machine, chance } = visit
  try {
    await guesses(visit, observe)
    const code = visit.shipment.code
    if (code === null) return hours(chance.int(1, 6))
    const outcome = await machine.perform('enter-code', {
      side: 'front',
      code: typed(code, chance),
    })
    return await answered(visit, outcome)
  } catch (error) {
    if (error instanceof MachineDown) {
      await takesFromOpenDoors(visit)
      return minutes(chance.int(5, 90))
    }
    // A full disk: the screen says so, and people come back.
    if (error instanceof AppError) return minutes(chance.int(10, 120))
    street.story.tell('recipient', `meets ${String(error)}`)
    throw error
  }
}

/** The screen has gone dark, and a door springs open all the same: nobody leaves his parcel in it. */
async function takesFromOpenDoors({ street, machine, shipment, chance }: Visit) {
  await street.clock.sleep(TUGS_FOR)
  for (const door of machine.options.cabinet.openDoors()) {
    const own = [...machine.options.cabinet.inside(door.cell)].filter((label) =>
      shipment.parcels.some((parcel) => parcel.label === label),
    )
    if (own.length === 0) continue
    for (const label of own) takes(street, machine, door.cell, { label, by: 'recipient' })
    await closesDoor(street, machine, door, chance)
  }
}

/** The code in the groups in which it is shown. */
const typed = (code: string, chance: Prng) =>
  chance.chance(0.3) ? `${code.slice(0, 4)} ${code.slice(4)}` : code

/** Wrong digits first: one slip of a finger, or somebody who tries his luck. */
async function guesses(visit: Visit, observe: (seen: Observed) => void) {
  const { street, machine, chance } = visit
  const { mistype, guess, pullPlug } = street.manners
  if (street.isHealing()) return
  const tries = chance.chance(guess) ? chance.int(3, 35) : chance.chance(mistype) ? 1 : 0
  for (let i = 0; i < tries; i++) {
    const code = String(chance.int(0, 99_999_999)).padStart(8, '0')
    const outcome = await machine.perform('enter-code', { side: 'front', code })
    const wasLocked = !outcome.ok && outcome.why === 'locked'
    observe({ see: 'wrong-code', machine, wasLocked })
    const isPulled = wasLocked && chance.chance(pullPlug)
    if (isPulled) await pullsPlug(visit)
    await street.clock.sleep(
      wasLocked && !isPulled ? minutes(chance.int(1, 20)) : seconds(chance.int(2, 9)),
    )
  }
}

/** He has heard that computers forget. */
async function pullsPlug({ street, machine, chance }: Visit) {
  street.story.tell('somebody', `pulls the plug of ${machine.name}`)
  machine.powerCut()
  await street.clock.sleep(seconds(chance.int(5, 60)))
  await machine.start()
}

async function answered(visit: Visit, outcome: Outcome): Promise<Millis | null> {
  const { chance, street, shipment } = visit
  if (outcome.ok)
    return outcome.did === 'opening' ? opened(visit, outcome.session, outcome.doors) : null
  if (outcome.why === 'locked') return minutes(chance.int(2, 30))
  if (outcome.why === 'wrong' || outcome.why === 'used' || outcome.why === 'expired') {
    // The machine has not heard of the code yet, or the server has taken it back.
    street.story.tell('recipient', `of ${shipment.reference} is told "${outcome.why}"`)
    return hours(chance.int(1, 8))
  }
  return hours(chance.int(1, 12))
}

async function opened(
  visit: Visit,
  session: SessionId,
  doors: readonly DoorShown[],
): Promise<Millis | null> {
  const { street, machine, shipment, chance } = visit
  for (const shown of doors) await oneDoor(visit, session, shown)
  if (isDone(shipment)) {
    if (chance.chance(0.5)) await unlessDown(machine.perform('end-session', { session }))
    return null
  }
  await street.clock.sleep(seconds(chance.int(1, 20)))
  return minutes(chance.int(1, 240))
}

async function oneDoor(visit: Visit, session: SessionId, shown: DoorShown) {
  const { street, machine, chance } = visit
  const door = doorOfShown(machine, shown)
  const { cell } = shown
  let isOpen = await seesOpen(street, machine, door)
  for (let again = 0; !isOpen && again < 2; again++) {
    const outcome = await unlessDown(machine.perform('open-again', { session, cell }))
    if (!outcome?.ok) break
    isOpen = await seesOpen(street, machine, door)
  }
  isOpen ||= await seesOpen(street, machine, door, TUGS_FOR)
  if (!isOpen) {
    if (chance.chance(street.manners.dispute)) await reports(visit, session, shown, 'did-not-open')
    if (chance.split('leaves').chance(0.5))
      await unlessDown(machine.perform('end-session', { session }))
    return
  }
  const found = await lookInside(visit, shown)
  await closesDoor(street, machine, door, chance)
  if (!found && chance.chance(street.manners.dispute)) await reports(visit, session, shown, 'empty')
}

/** Takes what is his; sometimes leaves it, or takes what is not. Answers whether anything of his was there. */
async function lookInside({ street, machine, shipment, chance }: Visit, { cell }: DoorShown) {
  await street.clock.sleep(millis(chance.int(1_000, 6_000)))
  const { cabinet } = machine.options
  const labels = [...cabinet.inside(cell)]
  const own = labels.filter((label) => shipment.parcels.some((parcel) => parcel.label === label))
  const { manners, ledger } = street
  const isCareless = !street.isHealing()
  if (isCareless && own.length > 0 && chance.chance(manners.forgetParcel)) {
    for (const label of own) ledger.parcel(label).mishap = 'its recipient left it inside'
    street.story.tell('recipient', `leaves ${own.join(', ')} in ${cellName(machine, cell)}`)
    return true
  }
  for (const label of own) takes(street, machine, cell, { label, by: 'recipient' })
  for (const label of labels) {
    if (own.includes(label) || !isCareless || !chance.chance(manners.takeOthers)) continue
    ledger.parcel(label).mishap = 'somebody else took it'
    takes(street, machine, cell, { label, by: 'recipient' })
  }
  return own.length > 0
}

async function reports(
  { machine, street }: Visit,
  session: SessionId,
  { cell }: DoorShown,
  problem: 'empty' | 'did-not-open',
) {
  street.story.tell('recipient', `reports "${problem}" for ${cellName(machine, cell)}`)
  await unlessDown(machine.perform('report-problem', { session, cell, problem }))
}

/** A screen that goes dark keeps nobody from a door that stands open. */
async function unlessDown<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof MachineDown || error instanceof AppError) return null
    throw error
  }
}
