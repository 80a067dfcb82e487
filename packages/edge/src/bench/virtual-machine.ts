import { cellsOf, type Layout, type Side } from '@cubby/domain/cells/layout'
import type { EmulatedBoard } from '@cubby/drivers/emulator/emulated-board'
import type { HardwareConfig } from '@cubby/drivers/hardware-config'
import { Listeners } from '@cubby/drivers/lines/line'
import { memoryLinePair } from '@cubby/drivers/lines/memory-line'
import { EmulatedScanner } from '@cubby/drivers/scanners/emulated-scanner'
import { AppError } from '@cubby/kit/app-error'
import { type Clock, millis } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import type { BenchHand } from '@cubby/protocol/bench/hands'
import type { NamedScanner } from '../devices/machine-devices.ts'
import { type VirtualBus, type VirtualLocker, virtualLocker } from '../locker/virtual-hardware.ts'
import { FrameLog } from './frame-log.ts'
import { FrameReader } from './frame-reader.ts'
import type { KeptMachine, MachineMemory } from './machine-memory.ts'
import type { NetworkPlug } from './network-plug.ts'

/** Slow enough to be felt, and still within the second that the maker of the boards promises. */
const slowness = millis(700)

/**
 * Everything around the program of a virtual locker: steel and boards for whatever layout it is told, code readers, a network plug,
 * and what people have put inside. The program meets it over the same bytes as real parts.
 */
export class VirtualMachine implements Disposable {
  readonly plug: NetworkPlug
  readonly frames = new FrameLog()
  /** For the program's configuration: one on each side. */
  readonly scanners: readonly NamedScanner[]
  readonly #readers: Readonly<Record<Side, EmulatedScanner>>
  readonly #clock: Clock
  readonly #memory: MachineMemory
  readonly #changed = new Listeners<[]>()
  /** What is written on what is inside. */
  readonly #labels = new Map<CellId, string | null>()
  #built: { layout: Layout; locker: VirtualLocker } | null = null
  #version = 1

  constructor(options: { plug: NetworkPlug; clock: Clock; memory: MachineMemory }) {
    this.plug = options.plug
    this.#clock = options.clock
    this.#memory = options.memory
    const suffix = 'line-end'
    const [front, back] = [memoryLinePair('scanner/front'), memoryLinePair('scanner/back')]
    this.scanners = [
      { id: 'front', line: { kind: 'memory', line: front.driverEnd }, suffix, side: 'front' },
      { id: 'back', line: { kind: 'memory', line: back.driverEnd }, suffix, side: 'back' },
    ]
    this.#readers = {
      front: new EmulatedScanner(front.boardEnd, suffix),
      back: new EmulatedScanner(back.boardEnd, suffix),
    }
  }

  get version() {
    return this.#version
  }

  /** Null until the program knows its layout. */
  get built() {
    return this.#built
  }

  /** What is written on what is in this cell; null when nothing is, or nothing is known. */
  labelIn(cell: CellId): string | null {
    return this.#labels.get(cell) ?? null
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  /** Builds the boards for a layout. Doors and things of cells that were there before are as they were. */
  build(layout: Layout): HardwareConfig {
    const before = this.#built ? this.#kept() : this.#memory.load()
    this.#built?.locker[Symbol.dispose]()
    const locker = virtualLocker(layout, this.#clock)
    this.#built = { layout, locker }
    if (before) this.#restore(locker, before)
    locker.buses.forEach((bus) => this.#tap(bus))
    locker.onDoor(() => this.#change())
    this.#change()
    return locker.config
  }

  /** Does it, or throws when hands cannot: through a closed door, or at a part that is not there. */
  do(hand: BenchHand) {
    if (hand.do === 'scan') return this.#readers[hand.side].read(hand.text)
    if ('cell' in hand) this.#atDoor(hand)
    else if ('board' in hand) atBoard(this.#boardNamed(hand.board), hand.do)
    else if ('bus' in hand) atBus(this.#busNamed(hand.bus), hand.do)
    else if (hand.do === 'pull-plug') this.plug.pull()
    else this.plug.plugIn()
    this.#change()
  }

  [Symbol.dispose]() {
    this.#built?.locker[Symbol.dispose]()
  }

  locker(): VirtualLocker {
    if (this.#built) return this.#built.locker
    throw new AppError('conflict/state', 'the machine does not know its layout yet')
  }

  #atDoor(hand: Extract<BenchHand, { cell: CellId }>) {
    const locker = this.locker()
    const { cell, side } = hand
    const reachesInside = hand.do === 'put-item' || hand.do === 'take-item'
    if (reachesInside && locker.doorState(cell, side) === 'closed')
      throw new AppError('conflict/state', 'nobody reaches through a closed door')
    locker[doorHands[hand.do]](cell, side)
    if (hand.do === 'put-item') this.#labels.set(cell, hand.label)
    if (hand.do === 'take-item') this.#labels.delete(cell)
  }

  #boardNamed(id: string): EmulatedBoard {
    const boards = this.locker().buses.flatMap((bus) => bus.boards)
    const found = boards.find((each) => each.id === id)
    if (!found) throw new AppError('not-found', `there is no board ${id}`)
    return found.board
  }

  #busNamed(id: string): VirtualBus {
    const found = this.locker().buses.find((bus) => bus.id === id)
    if (!found) throw new AppError('not-found', `there are no wires ${id}`)
    return found
  }

  #tap(bus: VirtualBus) {
    const named = bus.boards.map(({ id: board, board: { address, definition } }) => ({
      id: board,
      address,
      definition,
    }))
    const reader = new FrameReader(named)
    bus.onBytes((direction, bytes) =>
      this.frames.add({ at: this.#clock.now(), bus: bus.id, ...reader.read(direction, bytes) }),
    )
  }

  #change() {
    this.#version++
    if (this.#built) this.#memory.save(this.#kept())
    this.#changed.call()
  }

  #kept(): KeptMachine {
    const { layout, locker } = this.#built ?? { layout: { modules: [] }, locker: null }
    const kept: KeptMachine = { doors: [], items: [] }
    for (const { id, sides } of cellsOf(layout)) {
      for (const side of sides) {
        const isOpen = locker?.doorState(id, side) === 'open'
        const isJammed = locker?.isJammed(id, side) ?? false
        if (isOpen || isJammed) kept.doors.push({ cell: id, side, isOpen, isJammed })
      }
      const [side] = sides
      if (side && locker?.hasItem(id, side)) kept.items.push({ cell: id, label: this.labelIn(id) })
    }
    return kept
  }

  /** Of a machine that was rebuilt, what still has a place. */
  #restore(locker: VirtualLocker, { doors, items }: KeptMachine) {
    const wired = (cell: CellId, side?: Side) =>
      locker.config.doors.find(
        (door) => door.cell === cell && (side === undefined || door.side === side),
      )
    for (const { cell, side, isOpen, isJammed } of doors) {
      if (!wired(cell, side)) continue
      if (isOpen) locker.forceDoor(cell, side)
      if (isJammed) locker.jam(cell, side)
    }
    for (const { cell, label } of items) {
      const door = wired(cell)
      if (!door) continue
      locker.putItem(cell, door.side)
      this.#labels.set(cell, label)
    }
  }
}

const doorHands = {
  'close-door': 'closeDoor',
  'force-door': 'forceDoor',
  'put-item': 'putItem',
  'take-item': 'takeItem',
  jam: 'jam',
  unjam: 'unjam',
} as const

function atBoard(board: EmulatedBoard, hand: Extract<BenchHand, { board: string }>['do']) {
  switch (hand) {
    case 'cut-power':
      return board.cutPower()
    case 'restore-power':
      return board.restorePower()
    case 'slow-down':
    case 'speed-up':
      return void (board.faults.latency = hand === 'slow-down' ? slowness : millis(0))
    case 'garble':
    case 'ungarble':
      return void (board.faults.corruptReplies = hand === 'garble' ? Infinity : 0)
  }
}

function atBus(bus: VirtualBus, hand: Extract<BenchHand, { bus: string }>['do']) {
  switch (hand) {
    case 'cut-bus':
      return bus.cut()
    case 'mend-bus':
      return bus.mend()
    case 'echo':
    case 'no-echo':
      return void (bus.faults.hasEcho = hand === 'echo')
  }
}
