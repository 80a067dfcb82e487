import type { Side } from '@cubby/domain/cells/layout'
import { millis, type Millis, minutes, seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import type { VirtualClock } from '@cubby/kit/virtual-clock'
import type { SteelDoor } from '../world/cabinet.ts'
import type { Ledger } from '../world/ledger.ts'
import type { Machine } from '../world/machine.ts'
import type { Story } from '../world/story.ts'

/** How carefully people behave, each as a probability. */
export type Manners = {
  mistype: number
  guess: number
  leaveDoorOpen: number
  forgetParcel: number
  takeOthers: number
  walkAway: number
  undo: number
  anotherCell: number
  leaveEmpty: number
  neverCome: number
  dispute: number
}

/** What people need: a clock, machines, and the truth about parcels. */
export type Street = {
  clock: VirtualClock
  story: Story
  ledger: Ledger
  manners: Manners
  machines: readonly Machine[]
  /** Faults have stopped: people behave, and come back for what they left. */
  isHealing(): boolean
  /** Nobody sets out any more: everything is to come to rest. */
  isOver(): boolean
}

/** People look at a door for so long before they think that it does not open. */
const PATIENCE = seconds(7)
/** They tug at the one with their own things behind it for so long before they leave it. */
export const TUGS_FOR = seconds(13)

/** Waits until the door stands open; false when it does not in time. */
export async function seesOpen(
  street: Street,
  machine: Machine,
  door: SteelDoor,
  patience: Millis = PATIENCE,
) {
  if (door.isOpen) return true
  const { cabinet } = machine.options
  const opened = Promise.withResolvers<boolean>()
  const stop = cabinet.onMove(({ door: moved }) => {
    if (moved === door && moved.isOpen) opened.resolve(true)
  })
  void street.clock.sleep(patience).then(() => opened.resolve(false))
  const isOpen = await opened.promise
  stop()
  return isOpen
}

/** Closes the door behind what was done, or walks away and leaves it to whoever comes by. */
export async function closesDoor(
  street: Street,
  machine: Machine,
  door: SteelDoor,
  chance: Prng,
  after: Millis = millis(chance.int(2_000, 20_000)),
) {
  await street.clock.sleep(after)
  if (!street.isHealing() && chance.chance(street.manners.leaveDoorOpen)) {
    street.story.tell('somebody', `leaves ${doorName(machine, door)} open`)
    void passerByCloses(street, machine, door, chance)
    return
  }
  shut(street, machine, door, chance)
  // The contact must be seen twice before the screen goes on.
  await street.clock.sleep(millis(chance.int(1_500, 4_000)))
}

async function passerByCloses(street: Street, machine: Machine, door: SteelDoor, chance: Prng) {
  await street.clock.sleep(minutes(chance.int(1, 12)))
  shut(street, machine, door, chance)
}

/** Pushes the door to; now and then it bounces against its latch. */
export function shut({ clock }: Street, machine: Machine, door: SteelDoor, chance: Prng) {
  if (chance.chance(0.1)) door.bouncesUntil = (clock.now() + chance.int(50, 900)) as never
  machine.options.cabinet.move(door, false, 'hand')
}

/** A parcel goes from somebody's hands into a cell. */
export function puts({ ledger, story }: Street, machine: Machine, cell: CellId, label: string) {
  const parcel = ledger.parcel(label)
  machine.options.cabinet.put(cell, label)
  parcel.place = { at: 'cell', locker: machine.id, cell }
  story.tell('courier', `puts ${label} into ${cellName(machine, cell)}`)
}

/** A parcel leaves its cell. */
export function takes(
  { ledger, story }: Street,
  machine: Machine,
  cell: CellId,
  taken: { label: string; by: 'recipient' | 'courier' | 'staff' },
) {
  const { label, by } = taken
  machine.options.cabinet.take(cell, label)
  ledger.parcel(label).place = by === 'recipient' ? { at: 'recipient' } : { at: 'courier' }
  story.tell(by, `takes ${label} out of ${cellName(machine, cell)}`)
}

export const cellName = (machine: Machine, cell: CellId) =>
  `${machine.name}/${
    machine.options.cabinet.layout.modules
      .flatMap((each) => each.cells)
      .find(({ id }) => id === cell)?.name ?? cell
  }`

export const doorName = (machine: Machine, { cell, side }: SteelDoor) =>
  `${cellName(machine, cell)} ${side}`

export const doorOfShown = (machine: Machine, { cell, side }: { cell: CellId; side: Side }) =>
  machine.options.cabinet.door(cell, side)
