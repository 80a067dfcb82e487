import type { LockerHardware } from '@cubby/drivers/locker-hardware'
import { AppError } from '@cubby/kit/app-error'
import { instant, millis } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { smallLayout } from '@cubby/testing/layouts'
import { seededIds } from '@cubby/testing/seeded-ids'
import { describe, expect, test } from 'vitest'
import { edgeLogger } from '../logger.ts'
import { Locks } from './locks.ts'
import { mixedHardware } from './mixed-hardware.ts'
import { virtualLocker } from './virtual-hardware.ts'

const ids = seededIds('locks')

/** Locks that note when they are opened and let go. */
function aMaker() {
  const notes: string[] = []
  let made = 0
  let fault: AppError | null = null
  const open = async (): Promise<LockerHardware> => {
    if (fault) throw fault
    const name = `locks ${++made}`
    notes.push(`${name} opened`)
    return {
      pulse: async () => {},
      readAll: async () => new Map(),
      readBoardOf: async () => new Map(),
      health: () => [],
      onTraffic: () => () => {},
      [Symbol.asyncDispose]: async () => void notes.push(`${name} let go`),
    }
  }
  const locks = new Locks({
    source: { open },
    clock: new VirtualClock(instant(0)),
    log: edgeLogger({ level: 'silent' }),
  })
  return { notes, locks, breaks: (because: AppError | null) => void (fault = because) }
}

describe('locks that are given', () => {
  test('are opened once the layout is known, and let go at the end', async () => {
    const { notes, locks } = aMaker()
    expect(await locks.open({ layout: null, wiring: null })).toBe(false)
    expect(locks.current).toBeNull()
    const layout = smallLayout(ids)
    expect(await locks.open({ layout, wiring: null })).toBe(true)
    expect(await locks.open({ layout, wiring: null })).toBe(false)
    expect(notes).toEqual(['locks 1 opened'])
    await locks[Symbol.asyncDispose]()
    expect(notes).toEqual(['locks 1 opened', 'locks 1 let go'])
  })

  test('make room for others when the layout changes', async () => {
    const { notes, locks } = aMaker()
    await locks.open({ layout: smallLayout(ids), wiring: null })
    expect(await locks.open({ layout: smallLayout(ids), wiring: null })).toBe(true)
    expect(notes).toEqual(['locks 1 opened', 'locks 1 let go', 'locks 2 opened'])
  })

  test('that cannot be opened leave the machine without, until a layout brings better ones', async () => {
    const { locks, breaks } = aMaker()
    breaks(new AppError('config/invalid', 'no such wire'))
    expect(await locks.open({ layout: smallLayout(ids), wiring: null })).toBe(false)
    expect(locks.current).toBeNull()
    breaks(null)
    expect(await locks.open({ layout: smallLayout(ids), wiring: null })).toBe(true)
  })
})

test('a board that tells of a door by itself makes somebody look at once', async () => {
  const clock = new VirtualClock(instant(0))
  const layout = smallLayout(ids)
  using machine = virtualLocker(layout, clock, mixedHardware)
  let hurries = 0
  await using locks = new Locks({
    source: machine.config,
    clock,
    log: edgeLogger({ level: 'silent' }),
    onPush: () => hurries++,
  })
  await clock.runUntil(locks.open({ layout, wiring: null }))
  for (const { cell, side } of machine.config.doors) machine.forceDoor(cell, side)
  await clock.advance(millis(1))
  const telling = machine.boards.filter(({ definition }) => definition.pushes)
  const told = machine.config.doors.filter(({ board }) =>
    telling.some(({ definition }) => board.startsWith(definition.model)),
  )
  expect(told.length).toBeGreaterThan(0)
  expect(hurries).toBe(told.length)
})
