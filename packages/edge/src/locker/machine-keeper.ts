import { isInUse } from '@cubby/domain/cells/cell-state'
import { cellsOf, type Layout } from '@cubby/domain/cells/layout'
import type { EntryBody } from '@cubby/domain/journal/entries'
import type { LockerState } from '@cubby/domain/kernel/state'
import type { DoorName, Wiring } from '@cubby/domain/machine/wiring'
import { doorKeyOf, keepingWires } from '@cubby/domain/machine/wiring-rules'
import type { CellId } from '@cubby/kit/ids'
import type { EdgeDirectory } from '../feed/edge-directory.ts'
import type { EdgeDisk } from '../store/edge-disk.ts'
import type { MachineKnown } from './locks.ts'

const KEPT = 'wiring-kept'

/**
 * What the locks are opened for: what the feed says, and the cells and wires that it leaves out although something is inside. The
 * server may have heard late of a parcel; this machine knows.
 */
export class MachineKeeper {
  readonly #disk: Pick<EdgeDisk, 'meta' | 'setMeta'>
  readonly #directory: EdgeDirectory
  readonly #state: () => LockerState
  readonly #record: (bodies: readonly EntryBody[]) => void
  #told: Wiring | null = null
  #due: Wiring | null = null

  constructor(options: {
    disk: Pick<EdgeDisk, 'meta' | 'setMeta'>
    directory: EdgeDirectory
    state: () => LockerState
    record: (bodies: readonly EntryBody[]) => void
  }) {
    this.#disk = options.disk
    this.#directory = options.directory
    this.#state = options.state
    this.#record = options.record
  }

  /** As things are now. */
  known(): MachineKnown {
    return { layout: this.#layout(), wiring: this.#wiring() }
  }

  #layout(): Layout | null {
    const { layout } = this.#directory
    if (!layout) return null
    const here = new Set<CellId>(cellsOf(layout).map(({ id }) => id))
    const leaving = this.#directory
      .cellsEver()
      .filter(({ id }) => !here.has(id) && isTaken(this.#state(), id))
    if (leaving.length === 0) return layout
    const widthMm = Math.max(...leaving.map(({ size }) => size.width))
    const module = { name: 'leaving', kind: 'cells' as const, widthMm, cells: leaving }
    return { modules: [...layout.modules, module] }
  }

  #wiring(): Wiring | null {
    const told = this.#directory.wiring
    if (!told || told === this.#told) return told && this.#due
    const kept = this.#disk.meta(KEPT)
    const before = kept === null ? null : (JSON.parse(kept) as Wiring)
    const inUse = (door: DoorName) => isTaken(this.#state(), door.cell)
    const due = keepingWires(before, told, inUse)
    this.#tellOfLost(before, due, inUse)
    const text = JSON.stringify(due)
    if (text !== kept) this.#disk.setMeta(KEPT, text)
    this.#told = told
    this.#due = due
    return due
  }

  /** A door with something behind it to which no wire leads any more is for people to look at. */
  #tellOfLost(before: Wiring | null, due: Wiring, inUse: (door: DoorName) => boolean) {
    const wired = new Set(due.doors.map(doorKeyOf))
    const lost = (before?.doors ?? []).filter((door) => !wired.has(doorKeyOf(door)) && inUse(door))
    if (lost.length === 0) return
    const detail = lost.map(doorKeyOf).join(', ').slice(0, 300)
    this.#record([{ type: 'device.fault', part: 'wiring', code: 'unwired-in-use', detail }])
  }
}

/** Something is inside or expected, or a door is not known to be shut. */
function isTaken(state: LockerState, id: CellId): boolean {
  const cell = state.cells[id]
  if (!cell) return false
  const doors = Object.values(cell.doors)
  return cell.use.kind !== 'free' || isInUse(cell) || doors.some(({ door }) => door === 'unknown')
}
