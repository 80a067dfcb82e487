import type { CellSpec, Layout } from '@cubby/domain/cells/layout'
import { type DoorKey, doorKey } from '@cubby/drivers/locker-hardware'
import { must } from '@cubby/kit/assert'
import type { BenchCell, BenchState } from '@cubby/protocol/bench/state'
import type { VirtualLocker } from '../locker/virtual-hardware.ts'
import type { VirtualMachine } from './virtual-machine.ts'

/** The virtual machine as the bench draws it; empty until its program knows the layout. */
export function benchState(machine: VirtualMachine, kioskUrl: string | null): BenchState {
  const { version, plug, built } = machine
  const common = { version, kioskUrl, isPluggedIn: plug.isIn }
  if (!built) return { ...common, modules: [], boards: [], buses: [] }
  const { layout, locker } = built
  return { ...common, modules: modulesOf(machine, layout, locker), ...wiringOf(locker) }
}

function modulesOf(machine: VirtualMachine, layout: Layout, locker: VirtualLocker) {
  const wires = new Map<DoorKey, { board: string; channel: number }>(
    locker.config.doors.map(({ cell, side, board, channel }) => [
      doorKey(cell, side),
      { board, channel },
    ]),
  )
  const cellView = (spec: CellSpec): BenchCell => {
    const { id, name, type, size, sides, heightMm, transparent, area } = spec
    const doors = sides.map((side) => [
      side,
      {
        door: locker.doorState(id, side),
        isJammed: locker.isJammed(id, side),
        ...must(wires.get(doorKey(id, side)), 'each door has a lock'),
      },
    ])
    const [side] = sides
    const isFull = side !== undefined && locker.hasItem(id, side)
    const item = isFull ? { label: machine.labelIn(id) } : null
    const drawn = area ? { area } : {}
    const shape = { id, name, type, size, sides, heightMm, transparent, ...drawn }
    return { ...shape, doors: Object.fromEntries(doors), item }
  }
  return layout.modules.map(({ cells, ...module }) => ({
    ...module,
    cells: cells.map(cellView),
  }))
}

function wiringOf({ buses }: VirtualLocker): Pick<BenchState, 'boards' | 'buses'> {
  return {
    boards: buses.flatMap((bus) =>
      bus.boards.map(({ id, board }) => ({
        id,
        bus: bus.id,
        model: board.definition.name,
        address: board.address,
        isPowered: board.isPowered,
        isSlow: board.faults.latency > 0,
        isGarbled: board.faults.corruptReplies > 0,
      })),
    ),
    buses: buses.map(({ id, isCut, faults }) => ({ id, isCut, hasEcho: faults.hasEcho })),
  }
}
