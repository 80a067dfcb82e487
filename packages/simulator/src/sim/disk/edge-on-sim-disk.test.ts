import { openHardware } from '@cubby/drivers/locker-hardware'
import { virtualLocker } from '@cubby/edge/locker/virtual-hardware'
import { assert, must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import { cellOpened, edgeWorld } from '@cubby/testing/edge/edge-world'
import { describe, expect, test } from 'vitest'
import { code } from './places.ts'
import { SimDisk } from './sim-disk.ts'

/** A locker with a parcel in it, on a simulated disk. */
async function aLocker(seed: string) {
  const machine = new SimDisk()
  const world = await edgeWorld(seed)
  world.announceMachine()
  const plan = world.announceParcel('12345678')
  await world.start({ disk: machine.open() })
  await world.sync()
  await world.wait(seconds(5))
  const deposit = async () => {
    const session = await world.signIn()
    return world.edge().perform('deposit', { session, label: plan.label })
  }
  /** The next life, after whatever ended this one. */
  const restart = async () => {
    await world.clock.runUntil(world.edge().stop())
    await world.start({ disk: machine.open() })
    await world.wait(seconds(30))
  }
  return { machine, world, deposit, restart }
}

const typesIn = (entries: readonly { body: { type: string } }[]) =>
  entries.map(({ body }) => body.type)

describe('a locker on a simulated disk', () => {
  test('goes on where it stopped', async () => {
    const { world, deposit, restart } = await aLocker('peace')
    await using _ = world
    const cell = cellOpened(await deposit())
    await world.closeDoor(cell)
    const { id } = world.edge().journal
    await restart()
    expect(world.edge().journal.id).toBe(id)
    expect(world.edge().state().cells[cell]?.use.kind).toBe('occupied')
    expect(await world.sync()).toBe(true)
    expect(world.server.received).toEqual(world.entries())
  })

  test.each(['before', 'after'] as const)(
    'that loses power %s the commit of a request never moves a door for it',
    async (moment) => {
      const { machine, world, deposit, restart } = await aLocker(`power ${moment}`)
      await using _ = world
      const pulses: unknown[] = []
      world.hands().onPulse((pulse) => pulses.push(pulse))
      // The first is the courier's session.
      let commits = 0
      machine.onCommit = (now) => {
        if (now === moment && ++commits === 2) machine.powerLoss()
      }
      await expect(deposit()).rejects.toThrow('this process died')
      machine.onCommit = null
      await restart()
      expect(pulses).toEqual([])
      const types = typesIn(world.entries())
      expect(types.includes('door.requested')).toBe(moment === 'after')
      expect(types.includes('door.unknown')).toBe(moment === 'after')
      expect(await world.sync()).toBe(true)
    },
  )

  test('refuses a deposit while the disk is full, and takes it later', async () => {
    const { machine, world, deposit } = await aLocker('full')
    await using _ = world
    machine.fill()
    await expect(deposit()).rejects.toEqual(code('journal/disk-full'))
    machine.drain()
    expect(await deposit()).toMatchObject({ ok: true, did: 'opening' })
  })

  test('that was restored from an old image is noticed as a fork', async () => {
    const { machine, world, deposit, restart } = await aLocker('fork')
    await using _ = world
    const old = machine.image()
    await world.closeDoor(cellOpened(await deposit()))
    await world.sync()
    machine.restore(old)
    await restart()
    await world.wait(seconds(60))
    expect(world.edge().sync.status().isForked).toBe(true)
  })
})

test('a locker locks with whatever locks it is given', async () => {
  await using world = await edgeWorld('given locks')
  world.announceMachine()
  const opened: string[] = []
  await world.start({
    disk: new SimDisk().open(),
    hardware: {
      open: async (layout) => {
        const locks = await openHardware(virtualLocker(layout, world.clock).config, world)
        const pulse: typeof locks.pulse = async (cell, side) => {
          opened.push(cell)
          await locks.pulse(cell, side)
        }
        return { ...locks, pulse }
      },
    },
  })
  await world.sync()
  const plan = world.announceParcel('12345678')
  await world.sync()
  await world.wait(seconds(5))
  const session = await world.signIn()
  const outcome = await world.edge().perform('deposit', { session, label: plan.label })
  const cell = cellOpened(outcome)
  await world.wait(seconds(2))
  expect(opened).toEqual([cell])
  const state = must(world.edge().state().cells[cell], 'the cell is known')
  assert(state.doors.front, 'it has a door')
  expect(state.doors.front.door).toBe('open')
})
