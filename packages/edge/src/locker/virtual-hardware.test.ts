import type { Layout } from '@cubby/domain/cells/layout'
import { checkHardwareConfig } from '@cubby/drivers/hardware-config'
import { instant, seconds } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { aCell } from '@cubby/testing/layouts'
import { seededIds } from '@cubby/testing/seeded-ids'
import { describe, expect, test } from 'vitest'
import { openHardware } from '@cubby/drivers/locker-hardware'
import { virtualHardware, virtualLocker } from './virtual-hardware.ts'

const ids = seededIds('wiring')
const layoutOf = (cells: number, sides: ('front' | 'back')[] = ['front']): Layout => ({
  modules: [
    {
      name: 'all',
      kind: 'cells',
      widthMm: 450,
      cells: Array.from({ length: cells }, (_, i) => ({ ...aCell(ids, 'A', `${i}`), sides })),
    },
  ],
})

describe('a layout wired by rule', () => {
  test.each([
    [1, 1, 1],
    [48, 1, 1],
    [49, 2, 1],
    [480, 10, 1],
    [512, 11, 2],
  ])('%i doors need %i boards on %i buses', (cells, boards, buses) => {
    const config = virtualHardware(layoutOf(cells), (bus) => ({
      kind: 'tcp',
      host: 'h',
      port: 5_000 + bus,
    }))
    checkHardwareConfig(config)
    expect(config.buses).toHaveLength(buses)
    expect(config.buses.flatMap((bus) => bus.boards)).toHaveLength(boards)
    expect(config.doors).toHaveLength(cells)
  })

  test('gives each side of a cell a lock of its own', () => {
    const config = virtualHardware(layoutOf(3, ['front', 'back']), () => ({
      kind: 'tcp',
      host: 'h',
      port: 1,
    }))
    expect(config.doors.map(({ side, channel }) => [side, channel])).toEqual([
      ['front', 0],
      ['back', 1],
      ['front', 2],
      ['back', 3],
      ['front', 4],
      ['back', 5],
    ])
  })
})

describe('a virtual locker', () => {
  test('opens the door that was asked for, on whatever bus, and hands close it', async () => {
    const clock = new VirtualClock(instant(0))
    const layout = layoutOf(500)
    using locker = virtualLocker(layout, clock)
    const moves: string[] = []
    locker.onDoor(({ cell, door, by }) => moves.push(`${cell} ${door} ${by}`))
    const hardware = await openHardware(locker.config, { clock })
    const cell = layout.modules.flatMap((module) => module.cells).at(-1)?.id ?? 'cel_none'
    await clock.runUntil(hardware.pulse(cell, 'front'))
    await clock.advance(seconds(1))
    expect(locker.doorState(cell, 'front')).toBe('open')
    locker.closeDoor(cell, 'front')
    expect(moves).toEqual([`${cell} open pulse`, `${cell} closed hand`])
  })
})
