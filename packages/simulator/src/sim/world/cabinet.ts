import { cellsOf, type Layout, type Side } from '@cubby/domain/cells/layout'
import { type DoorKey, doorKey } from '@cubby/drivers/locker-hardware'
import { must } from '@cubby/kit/assert'
import type { Instant } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'

export type MovedBy = 'bolt' | 'hand' | 'force'

/** How a bolt takes a pulse. `jammed`: it does not let go. `stiff`: it does, when somebody has tugged at the door for a while. */
export type Bolt = 'well' | 'jammed' | 'stiff'

/** One door as steel: where it stands, and what is wrong with its lock. */
export type SteelDoor = {
  cell: CellId
  side: Side
  board: number
  isOpen: boolean
  bolt: Bolt
  /** Until then the contact says now this, now that. */
  bouncesUntil: Instant
  /** How often it was opened so far. */
  openings: number
}

export type DoorMoved = { door: SteelDoor; by: MovedBy }

const DOORS_PER_BOARD = 48

/**
 * The steel of one machine: doors, bolts, and what lies in the cells. It outlives every program and every disk, and
 * it is the truth that everybody's records are held against.
 */
export class Cabinet {
  readonly layout: Layout
  readonly doors: ReadonlyMap<DoorKey, SteelDoor>
  readonly boards: number
  /** Cells whose sensor sees whether something is inside. */
  readonly sensors: ReadonlySet<CellId>
  readonly #inside = new Map<CellId, Set<string>>()
  readonly #listeners = new Set<(moved: DoorMoved) => void>()

  constructor(layout: Layout, sensors: ReadonlySet<CellId>) {
    this.layout = layout
    this.sensors = sensors
    const doors = new Map<DoorKey, SteelDoor>()
    for (const { id, sides } of cellsOf(layout)) {
      this.#inside.set(id, new Set())
      for (const side of sides) {
        const board = Math.floor(doors.size / DOORS_PER_BOARD)
        const isOpen = false
        const well = { bolt: 'well' as const, bouncesUntil: 0 as Instant, openings: 0 }
        const steel = { cell: id, side, board, isOpen, ...well }
        doors.set(doorKey(id, side), steel)
      }
    }
    this.doors = doors
    this.boards = Math.max(1, Math.ceil(doors.size / DOORS_PER_BOARD))
  }

  door(cell: CellId, side: Side): SteelDoor {
    return must(this.doors.get(doorKey(cell, side)), `there is no ${side} door of ${cell}`)
  }

  /** The labels of what lies in a cell. */
  inside(cell: CellId): ReadonlySet<string> {
    return must(this.#inside.get(cell), `there is no cell ${cell}`)
  }

  put(cell: CellId, label: string) {
    must(this.#inside.get(cell), `there is no cell ${cell}`).add(label)
  }

  take(cell: CellId, label: string) {
    must(this.#inside.get(cell), `there is no cell ${cell}`).delete(label)
  }

  move(door: SteelDoor, isOpen: boolean, by: MovedBy) {
    if (door.isOpen === isOpen) return
    door.isOpen = isOpen
    for (const listener of this.#listeners) listener({ door, by })
  }

  /** Calls back whenever a door really moves; returns the function that stops it. */
  onMove(listener: (moved: DoorMoved) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  openDoors(): SteelDoor[] {
    return [...this.doors.values()].filter(({ isOpen }) => isOpen)
  }
}
