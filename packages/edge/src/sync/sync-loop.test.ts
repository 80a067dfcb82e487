import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { days, hours, millis, minutes, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { prng } from '@cubby/kit/prng'
import { aCommand } from '@cubby/testing/builders'
import { edgeWorld } from '@cubby/testing/edge/edge-world'
import { describe, expect, test } from 'vitest'

const syncs = (world: Awaited<ReturnType<typeof edgeWorld>>) =>
  world.server.calls.filter(({ path }) => path === '/link/v1/sync')

async function aLocker(seed: string) {
  // Days pass here; the doors need not be looked at every two seconds of them.
  const polling = { busy: millis(80), idle: minutes(1) }
  const world = await edgeWorld(seed, { polling, synchronous: 'off' })
  world.announceMachine()
  await world.start()
  await world.sync()
  await world.wait(seconds(5))
  await world.sync()
  return world
}

describe('the link under bad weather', () => {
  test.each(['one', 'two', 'three'])(
    'loses nothing and doubles nothing, whatever is lost (seed %s)',
    async (seed) => {
      await using world = await aLocker(`weather-${seed}`)
      const chance = prng(seed)
      world.server.pageItems = 2
      world.server.fault = () => chance.pick([null, 'lose-request', 'lose-reply'] as const)
      for (let i = 0; i < 15; i++) {
        world.announceParcel(`2000${i}000`)
        const session = await world.signIn()
        await world.edge().perform('end-session', { session })
        await world.wait(seconds(chance.int(1, 60)))
      }
      world.server.fault = null
      await world.wait(minutes(6))
      expect(await world.sync()).toBe(true)
      expect(world.server.received).toEqual(world.entries())
      expect([...world.edge().directory.plans()]).toHaveLength(15)
    },
  )

  test('enrols under one key, however often the answer is lost', async () => {
    await using world = await edgeWorld('enrol')
    let left = 3
    world.server.fault = (path) => (path === '/link/v1/enrol' && left-- > 0 ? 'lose-reply' : null)
    await world.start()
    await world.wait(seconds(30))
    expect(world.server.enrolments.length).toBeGreaterThan(1)
    expect(new Set(world.server.enrolments).size).toBe(1)
    await world.clock.runUntil(world.edge().stop())
    await world.start({ enrolmentCode: null })
    expect(await world.sync()).toBe(true)
  })

  test('joins a server again that has lost it, under a new code and with its journal', async () => {
    await using world = await aLocker('joins again')
    const { locker, received } = { locker: world.edge().locker(), received: world.server.received }
    world.server.forgetDevice()
    await world.clock.runUntil(world.edge().stop())
    await world.start({ enrolmentCode: null })
    expect(await world.sync()).toBe(false)
    await world.clock.runUntil(world.edge().stop())
    await world.start({ enrolmentCode: 'TEST-CODE-2' })
    expect(await world.sync()).toBe(true)
    expect(world.edge().locker()).toBe(locker)
    expect(world.server.received.slice(0, received.length)).toEqual(received)
  })

  test('goes on with a new token when the server has forgotten the old one', async () => {
    await using world = await aLocker('token')
    world.server.forgetTokens()
    expect(await world.sync()).toBe(true)
    await world.wait(hours(3))
    expect(world.edge().sync.status().isOnline).toBe(true)
  })

  test('asks less and less often while nobody answers, and never in step with others', async () => {
    await using world = await aLocker('back-off')
    const asked: number[] = []
    world.server.fault = () => {
      asked.push(world.clock.now())
      return 'lose-request'
    }
    for (let i = 0; i < 144; i++) {
      await world.edge().perform('show-qr', { side: 'front', text: 'no code of ours' })
      await world.wait(minutes(10))
    }
    const pauses = asked.slice(1).map((at, i) => at - (asked[i] ?? 0))
    expect(Math.max(...pauses)).toBeLessThanOrEqual(limits.backOffMax)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(100)
    expect(new Set(pauses).size).toBeGreaterThan(pauses.length / 2)
    expect(asked.length).toBeLessThan(1_500)
    // People act all the while, and that presses nobody.
    expect(asked.length).toBeGreaterThan(days(1) / limits.backOffMax)
  })

  test('leaves a busy server alone for as long as it asks', async () => {
    await using world = await aLocker('busy')
    const before = syncs(world).length
    world.server.fault = () =>
      new AppError('server/busy', 'later', { extra: { retryAfterMs: 600_000 } })
    await world.edge().perform('show-qr', { side: 'front', text: 'x' })
    await world.wait(seconds(5))
    world.server.fault = null
    for (let i = 0; i < 9; i++) {
      await world.edge().perform('show-qr', { side: 'front', text: 'x' })
      await world.wait(minutes(1))
    }
    expect(syncs(world).length).toBe(before)
    await world.wait(minutes(2))
    expect(world.edge().sync.status()).toMatchObject({ isOnline: true, unsent: 0 })
  })
})

describe('a server that', () => {
  test('was restored from a backup is told again what it lost', async () => {
    await using world = await aLocker('restored')
    const log = must(world.server.journals.get(world.edge().journal.id), 'it has synced')
    log.length = 2
    world.server.renewEpoch('network')
    await world.edge().perform('show-qr', { side: 'front', text: 'x' })
    await world.wait(seconds(10))
    expect(await world.sync()).toBe(true)
    expect(world.server.received).toEqual(world.entries())
    expect(world.edge().directory.completeAt).not.toBeNull()
  })

  test('holds another story gets no more of ours, and people are served all the same', async () => {
    await using world = await aLocker('fork')
    const log = must(world.server.journals.get(world.edge().journal.id), 'it has synced')
    log.push({ ...must(log.at(-1), 'an entry'), seq: log.length + 1, hash: 'f'.repeat(64) })
    await world.edge().perform('show-qr', { side: 'front', text: 'x' })
    const before = syncs(world).length
    await world.wait(minutes(31))
    expect(world.edge().sync.status()).toMatchObject({ isForked: true, isOnline: false })
    expect(syncs(world).length - before).toBeLessThan(10)
    expect(world.entries().filter(({ body }) => body.type === 'device.fault')).toHaveLength(1)
    await world.signIn()
  })

  test('has everything is not asked again before a minute is nearly over, unless it pokes', async () => {
    await using world = await aLocker('poke')
    await world.wait(minutes(1))
    const before = syncs(world).length
    world.announceParcel('12345678')
    world.server.poke()
    world.server.poke()
    world.server.poke()
    await world.wait(seconds(1))
    expect([...world.edge().directory.plans()]).toHaveLength(1)
    expect(syncs(world).length - before).toBeLessThanOrEqual(2)
  })
})

describe('after an outage of a day', () => {
  test('pokes are heard again as soon as the server is', async () => {
    await using world = await aLocker('outage')
    world.server.fault = () => 'lose-request'
    world.server.hangUp()
    await world.wait(days(1))
    world.server.fault = null
    expect(await world.sync()).toBe(true)
    await world.wait(seconds(1))
    world.announceParcel('12345678')
    world.server.poke()
    await world.wait(seconds(1))
    expect([...world.edge().directory.plans()]).toHaveLength(1)
  })
})

describe('a command in the feed', () => {
  test('is obeyed once, however often it is delivered', async () => {
    await using world = await aLocker('command')
    const pulses: unknown[] = []
    world.hands().onPulse((pulse) => pulses.push(pulse))
    const { id } = world.cellNamed('3')
    const command = aCommand(world.ids, id, world.clock.now())
    world.server.write(world.server.ownStream, [
      { key: `command:${command.command}`, body: command },
    ])
    await world.sync()
    world.server.renewEpoch(world.server.ownStream)
    await world.sync()
    await world.closeDoor(id)
    await world.clock.runUntil(world.edge().stop())
    await world.start()
    await world.sync()
    await world.wait(minutes(3))
    expect(pulses).toHaveLength(1)
    const answers = world.entries().filter(({ body }) => body.type.startsWith('command.'))
    expect(answers.map(({ body }) => body.type)).toEqual(['command.accepted', 'command.done'])
  })

  test('waits for its time', async () => {
    await using world = await aLocker('later')
    const { id } = world.cellNamed('3')
    const now = world.clock.now()
    const notBefore = now + minutes(30)
    const command = aCommand(world.ids, id, world.clock.now(), {
      notBefore,
      expiresAt: now + hours(1),
    })
    world.server.write(world.server.ownStream, [
      { key: `command:${command.command}`, body: command },
    ])
    await world.sync()
    await world.wait(minutes(29))
    expect(world.hands().doorState(id, 'front')).toBe('closed')
    world.server.fault = () => 'lose-request'
    await world.wait(minutes(2))
    expect(world.hands().doorState(id, 'front')).toBe('open')
  })

  test('that the server meant for another state of the cell is refused', async () => {
    await using world = await aLocker('stale')
    const { id } = world.cellNamed('3')
    const command = aCommand(world.ids, id, world.clock.now())
    world.server.write(world.server.ownStream, [
      { key: `command:${command.command}`, body: command, asOfSeq: 0 },
    ])
    await world.sync()
    expect(world.entries().at(-1)?.body).toMatchObject({
      type: 'command.refused',
      why: 'stale-precondition',
    })
  })
})
