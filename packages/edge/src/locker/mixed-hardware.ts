import type { Layout } from '@cubby/domain/cells/layout'
import { cu16 } from '@cubby/drivers/boards/kerong-5-byte'
import { winnsen16 } from '@cubby/drivers/boards/winnsen'
import { wkly24 } from '@cubby/drivers/boards/wkly'
import { xor8a24 } from '@cubby/drivers/boards/xor-8a'
import type { BusConfig, HardwareConfig, LineConfig } from '@cubby/drivers/hardware-config'
import { must } from '@cubby/kit/assert'
import { doorsOf } from './virtual-hardware.ts'

/** A revived machine: four kinds of boards of four makers on three pairs of wires. */
const kinds = [
  { bus: 0, definition: cu16 },
  { bus: 1, definition: xor8a24 },
  { bus: 1, definition: winnsen16 },
  { bus: 2, definition: wkly24 },
]

/** Wires a layout to boards of all these kinds: neighbouring doors hang on different ones. */
export function mixedHardware(layout: Layout, lineOf: (bus: number) => LineConfig): HardwareConfig {
  const buses = [0, 1, 2].map((bus): BusConfig => ({
    id: `bus-${bus}`,
    line: lineOf(bus),
    boards: [],
  }))
  const boards = new Set<string>()
  const doors = doorsOf(layout).map((door, i) => {
    const kind = must(kinds[i % kinds.length], 'a kind')
    const { definition, bus } = kind
    const ofKind = Math.floor(i / kinds.length)
    const id = `${definition.model}-${Math.floor(ofKind / definition.channels)}`
    if (!boards.has(id)) {
      boards.add(id)
      const there = must(buses[bus], 'a bus').boards
      const next = there.map((board) => board.address + 1)
      const address = Math.max(definition.addresses.first, ...next)
      there.push({ id, model: definition.model, address, doorContact: 'closed-is-1' })
    }
    return { ...door, board: id, channel: ofKind % definition.channels }
  })
  return { buses, doors }
}
