import type { Layout } from '@cubby/domain/cells/layout'
import { checkHardwareConfig } from '@cubby/drivers/hardware-config'
import { openHardware } from '@cubby/drivers/locker-hardware'
import { instant, millis } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { aCell } from '@cubby/testing/layouts'
import { seededIds } from '@cubby/testing/seeded-ids'
import { expect, test } from 'vitest'
import { mixedHardware } from './mixed-hardware.ts'
import { virtualLocker } from './virtual-hardware.ts'

const ids = seededIds('mixed')
const layoutOf = (cells: number): Layout => ({
  modules: [
    {
      name: 'all',
      kind: 'cells',
      widthMm: 450,
      cells: Array.from({ length: cells }, (_, i) => aCell(ids, 'A', `${i}`)),
    },
  ],
})

test.each([1, 4, 65, 410])('%i doors hang on boards of four kinds on three buses', (cells) => {
  const config = mixedHardware(layoutOf(cells), (bus) => ({
    kind: 'tcp',
    host: 'h',
    port: 5_000 + bus,
  }))
  checkHardwareConfig(config)
  expect(config.buses).toHaveLength(3)
  const models = config.buses.flatMap(({ boards }) => boards.map(({ model }) => model))
  expect(new Set(models).size).toBe(Math.min(4, cells))
})

test('each door of such a machine is opened by its own lock and no other', async () => {
  const clock = new VirtualClock(instant(0))
  const layout = layoutOf(12)
  using locker = virtualLocker(layout, clock, mixedHardware)
  await using hardware = await openHardware(locker.config, { clock })
  for (const { id } of layout.modules[0]?.cells ?? []) {
    await clock.runUntil(hardware.pulse(id, 'front'))
    await clock.advance(millis(200))
    const states = await clock.runUntil(hardware.readAll())
    expect([...states].filter(([, { door }]) => door !== 'closed')).toEqual([
      [`${id}/front`, expect.objectContaining({ door: 'open' })],
    ])
    locker.closeDoor(id, 'front')
  }
})
