import { limits } from '@cubby/kit/limits'
import { type Millis, millis, minutes, seconds } from '@cubby/kit/clock'
import { cellOpened, edgeWorld } from '@cubby/testing/edge/edge-world'
import { describe, expect, test } from 'vitest'

async function aLocker(seed: string) {
  const world = await edgeWorld(seed)
  world.announceMachine()
  await world.start()
  await world.sync()
  await world.wait(seconds(5))
  const since = world.entries().length
  const news = () =>
    world
      .entries()
      .slice(since)
      .map(({ body }) => body.type)
  return { ...world, news, cell: world.cellNamed('1').id }
}

describe('doors that move', () => {
  test('are all known closed soon after the layout has come', async () => {
    await using world = await aLocker('known')
    const doors = world.cells.map(({ id }) => world.edge().state().cells[id]?.doors.front?.door)
    expect(doors).toEqual(world.cells.map(() => 'closed'))
  })

  test('without a right are recorded as forced', async () => {
    await using world = await aLocker('forced')
    world.hands().forceDoor(world.cell, 'front')
    await world.wait(seconds(3))
    expect(world.news()).toEqual(['door.forced'])
  })

  test('and bounce do not count as closed until two looks agree', async () => {
    await using world = await aLocker('bounce')
    const { hands, cell } = world
    hands().forceDoor(cell, 'front')
    await world.wait(seconds(3))
    // Shut for less than one look, over and over, as a door does that falls against its latch.
    for (let i = 0; i < 20; i++) {
      hands().closeDoor(cell, 'front')
      await world.wait(limits.busGap)
      hands().forceDoor(cell, 'front')
      await world.wait(limits.silentBoardTimeout)
    }
    expect(world.news()).toEqual(['door.forced'])
    await world.closeDoor(cell)
    expect(world.news()).toEqual(['door.forced', 'door.closed'])
  })

  test('too late or not at all are told by time alone', async () => {
    await using world = await aLocker('late')
    const { hands, edge } = world
    const plan = world.announceParcel('12345678')
    await world.sync()
    for (const { id } of world.cells) hands().jam(id, 'front')
    const session = await world.signIn()
    await edge().perform('deposit', { session, label: plan.label })
    await world.wait(seconds(7))
    expect(world.news().slice(-4)).toEqual([
      'door.requested',
      'door.stuck',
      'stay.cancelled',
      'cell.faulty',
    ])
    hands().forceDoor(world.cellNamed('8').id, 'front')
    await world.wait(minutes(4))
    expect(world.news()).toContain('door.left-open')
    expect(world.news().at(-1)).toBe('door.left-open')
    await world.wait(minutes(5))
    expect(world.news().at(-1)).toBe('session.ended')
  })

  test('not at all are in no hurry any more, long after they were given up', async () => {
    await using world = await aLocker('given-up')
    const { hands, edge } = world
    let asked = 0
    hands().buses[0]?.onBytes((direction) => (asked += direction === 'to-boards' ? 1 : 0))
    const askedWithin = async (duration: Millis) => {
      const before = asked
      await world.wait(duration)
      return asked - before
    }
    const calm = await askedWithin(minutes(1))
    const plan = world.announceParcel('12345678')
    await world.sync()
    for (const { id } of world.cells) hands().jam(id, 'front')
    const session = await world.signIn()
    const cell = cellOpened(await edge().perform('deposit', { session, label: plan.label }))
    await world.wait(seconds(7))
    expect(world.news()).toContain('door.stuck')
    expect(await askedWithin(minutes(1))).toBeGreaterThan(2 * calm)
    await world.wait(minutes(5))
    expect(await askedWithin(minutes(1))).toBeLessThanOrEqual(calm + 1)
    hands().forceDoor(cell, 'front')
    await world.wait(seconds(3))
    expect(world.news().slice(-2)).toEqual(['door.forced', 'cell.faulty'])
  })

  test('on a board that fell silent are unknown, never closed', async () => {
    await using world = await aLocker('silent')
    for (const board of world.hands().boards) board.cutPower()
    await world.wait(seconds(20))
    expect(new Set(world.news())).toEqual(new Set(['door.unknown']))
    expect(world.edge().kioskState().freeByType).toEqual({ A: 0, B: 0, C: 0 })
    for (const board of world.hands().boards) board.restorePower()
    await world.wait(seconds(20))
    expect(world.edge().kioskState().freeByType).toEqual({ A: 4, B: 2, C: 2 })
  })
})

describe('a lock that was pulsed a moment ago', () => {
  test('gets its pulse when the coil has cooled, and only one', async () => {
    await using world = await aLocker('cool')
    const { hands, edge } = world
    const plan = world.announceParcel('12345678')
    await world.sync()
    const session = await world.signIn()
    const cell = cellOpened(await edge().perform('deposit', { session, label: plan.label }))
    const pulses: unknown[] = []
    hands().onPulse((pulse) => pulses.push(pulse))
    await world.closeDoor(cell)
    expect(await edge().perform('enter-code', { side: 'front', code: '12345678' })).toMatchObject({
      ok: true,
    })
    await world.wait(seconds(4))
    expect(pulses).toHaveLength(2)
    expect(hands().doorState(cell, 'front')).toBe('open')
  })

  test('too often is told as failed at once, and not when everybody has waited in vain', async () => {
    await using world = await aLocker('hot')
    const { hands, edge } = world
    const plan = world.announceParcel('12345678')
    await world.sync()
    const session = await world.signIn()
    const cell = cellOpened(await edge().perform('deposit', { session, label: plan.label }))
    await world.closeDoor(cell)
    hands().jam(cell, 'front')
    const pulses: unknown[] = []
    hands().onPulse((pulse) => pulses.push(pulse))
    const stuck = () => world.news().filter((type) => type === 'door.stuck').length
    /** How long it takes until somebody who enters the code is told that the door is stuck. */
    const tryOnce = async () => {
      const before = stuck()
      await edge().perform('enter-code', { side: 'front', code: '12345678' })
      let waited = 0
      for (; stuck() === before && waited < 8_000; waited += 250) await world.wait(millis(250))
      return waited
    }
    for (let tries = 0; tries < 10; tries++)
      expect(await tryOnce()).toBeGreaterThan(limits.doorOpensWithin - 500)
    expect(pulses).toHaveLength(10)
    let last = Infinity
    for (let tries = 0; tries < 20 && last > 500; tries++) last = await tryOnce()
    expect(last).toBeLessThanOrEqual(500)
  })
})
