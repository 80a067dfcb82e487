import { minutes, seconds } from '@cubby/kit/clock'
import { cellOpened, edgeWorld } from '@cubby/testing/edge/edge-world'
import { describe, expect, test } from 'vitest'

async function aReadyLocker(seed: string) {
  const world = await edgeWorld(seed)
  world.announceMachine()
  await world.start()
  expect(await world.sync()).toBe(true)
  await world.wait(seconds(5))
  return world
}

describe('a parcel on its way through a locker', () => {
  test('goes in with a courier and out with a code', async () => {
    await using world = await aReadyLocker('way')
    const { edge, hands } = world
    const plan = world.announceParcel('12345678')
    await world.sync()
    const session = await world.signIn()
    const cell = cellOpened(await edge().perform('deposit', { session, label: plan.label }))
    await world.wait(seconds(1))
    expect(hands().doorState(cell, 'front')).toBe('open')
    await world.closeDoor(cell)
    expect(edge().state().cells[cell]?.use.kind).toBe('occupied')
    await edge().perform('end-session', { session })

    const collecting = await edge().perform('enter-code', { side: 'front', code: '1234 5678' })
    expect(collecting).toMatchObject({ ok: true, did: 'opening', doors: [{ cell }] })
    await world.closeDoor(cell)
    expect(edge().state().cells[cell]?.use.kind).toBe('free')
    expect(await world.sync()).toBe(true)
    const types = world.server.received.map(({ body }) => body.type)
    expect(types.filter((type) => /^(stay|door)/.test(type)).slice(-8)).toEqual(
      [
        'stay.allocated',
        'door.requested',
        'door.opened',
        'door.closed',
        'stay.deposited',
        'door.requested',
        'door.opened',
        'door.closed',
        'stay.collected',
      ].slice(-8),
    )
    expect(world.server.received).toEqual(world.entries())
  })

  test('needs no server once the locker knows of it', async () => {
    await using world = await aReadyLocker('offline')
    const { edge } = world
    const plan = world.announceParcel('12345678')
    await world.sync()
    world.server.fault = () => 'lose-request'
    await world.wait(minutes(30))
    expect(edge().sync.status().isOnline).toBe(false)
    const session = await world.signIn()
    const cell = cellOpened(await edge().perform('deposit', { session, label: plan.label }))
    await world.closeDoor(cell)
    const collecting = await edge().perform('enter-code', { side: 'front', code: '12345678' })
    expect(collecting).toMatchObject({ ok: true })
    await world.closeDoor(cell)
    expect(await world.sync()).toBe(false)
    world.server.fault = null
    await world.wait(minutes(6))
    expect(edge().sync.status()).toMatchObject({ isOnline: true, unsent: 0 })
    expect(world.server.received).toEqual(world.entries())
  })
})
