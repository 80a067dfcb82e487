import type { DoorName, Wiring } from '@cubby/domain/machine/wiring'
import { doorsOf } from '@cubby/domain/machine/wiring-rules'
import { must } from '@cubby/kit/assert'
import type { LockerModelId } from '@cubby/kit/ids'
import { feedBodies } from '@cubby/protocol/link/messages'
import { openTestDoor } from '@cubby/protocol/operations/wiring/open-test-door'
import { proposeWiring } from '@cubby/protocol/operations/wiring/propose-wiring'
import { readWiring } from '@cubby/protocol/operations/wiring/read-wiring'
import { readWiringTest } from '@cubby/protocol/operations/wiring/read-wiring-test'
import { setWiring } from '@cubby/protocol/operations/wiring/set-wiring'
import { startWiringTest } from '@cubby/protocol/operations/wiring/start-wiring-test'
import { aProvedLocker, type Machines, machinesOf } from '@cubby/testing/api/established'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let api: TestApi
let network: SmallNetwork
let machines: Machines
let model: LockerModelId
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  machines = machinesOf(api, network.location.id)
  model = await machines.aModel('Corner', ['CA', 'AA'])
})
afterAll(() => api[Symbol.asyncDispose]())

/** Wired, enrolled, and its test has begun; with its first two doors. */
async function aLockerUnderTest() {
  const { id: locker, layout } = await machines.establish(model)
  const { wiring } = await machines.wire(locker)
  await machines.enrol(locker)
  await machines.startTest(locker)
  const [one, two] = doorsOf(layout).map(({ cell, side }): DoorName => ({ cell, side }))
  return { locker, wiring: must(wiring, 'wired'), one: must(one, 'a'), two: must(two, 'b') }
}

describe('a wiring', () => {
  test('reaches the machine as it was kept', async () => {
    const { id: locker } = await machines.establish(model)
    const { wiring } = await machines.wire(locker)
    expect(feedBodies.wiring.parse(await machines.itemOf(locker, 'wiring'))).toEqual(wiring)
    expect(await api.call(api.operator, readWiring, { params: { locker } })).toEqual({
      locker,
      wiring,
      isProved: false,
      leaving: [],
    })
  })

  const spoilt: [string, (wiring: Wiring) => Wiring, string, string][] = [
    ['a door left out', (w) => ({ ...w, doors: w.doors.slice(1) }), '/wiring/doors', 'missing'],
    [
      'a channel used twice',
      (w) => ({ ...w, doors: w.doors.map((d) => ({ ...d, channel: 5 })) }),
      '/wiring/doors/1/channel',
      'duplicate',
    ],
    [
      'a board nobody knows',
      (w) => ({
        ...w,
        buses: w.buses.map((bus) => ({
          ...bus,
          boards: bus.boards.map((board) => ({ ...board, model: 'abacus' })),
        })),
      }),
      '/wiring/buses/0/boards/0/model',
      'unknown',
    ],
  ]
  test.each(spoilt)(
    'with %s is refused at its place, and nothing is kept',
    async (_, spoil, pointer, code) => {
      const { id: locker } = await machines.establish(model)
      const body = { wiring: spoil(await machines.propose(locker)) }
      const refused = await api.ask(api.operator, setWiring, { params: { locker }, body })
      expect(refused.status).toBe(422)
      expect(refused.body).toMatchObject({
        errors: expect.arrayContaining([expect.objectContaining({ pointer, code })]),
      })
      expect(await machines.itemOf(locker, 'wiring')).toBeUndefined()
    },
  )

  test('is not changed while the machine is in service', async () => {
    const { locker } = await aProvedLocker(machines, model)
    expect((await machines.putIntoService(locker)).status).toBe(200)
    const body = { wiring: await machines.propose(locker) }
    const refused = await api.ask(api.operator, setWiring, { params: { locker }, body })
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict/state' } })
  })

  test.each([
    [{ model: 'abacus' }, '/model'],
    [{ firstAddress: 10 }, '/firstAddress'],
  ])('cannot be proposed for %o', async (over, pointer) => {
    const { id: locker } = await machines.establish(model)
    const line = { kind: 'tcp', host: 'boards.local', port: 4001 } as const
    const body = { model: 'kerong-cu48', lines: [line], ...over }
    const refused = await api.ask(api.operator, proposeWiring, { params: { locker }, body })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } })
  })
})

describe('a wiring test', () => {
  test('begins only with wires and a device', async () => {
    const { id: locker } = await machines.establish(model)
    const begin = () => api.ask(api.operator, startWiringTest, { params: { locker }, body: {} })
    expect(await begin()).toMatchObject({ body: { extra: { missing: ['wired', 'enrolled'] } } })
    await machines.wire(locker)
    expect(await begin()).toMatchObject({ body: { extra: { missing: ['enrolled'] } } })
    await machines.enrol(locker)
    expect((await begin()).body).toMatchObject({ service: 'testing', isProved: false })
  })

  test('proves every door, and then the machine may go into service', async () => {
    const { locker } = await aProvedLocker(machines, model)
    const told = await api.call(api.operator, readWiringTest, { params: { locker } })
    expect(told.isProved).toBe(true)
    expect(await machines.putIntoService(locker)).toMatchObject({ body: { service: 'in-service' } })
    expect(await machines.itemOf(locker, 'service')).toEqual({ state: 'in-service' })
    expect((await network.announce({ locker })).locker).toBe(locker)
  })

  test('exchanges the channels of two doors when the wrong one opened', async () => {
    const { locker, wiring, one, two } = await aLockerUnderTest()
    await machines.openDoor(locker, one)
    const told = await machines.answer(locker, one, two)
    expect(told.body.doors.slice(0, 2).map(({ channel, proof }) => [channel, proof])).toEqual([
      [1, 'untried'],
      [0, 'right'],
    ])
    const after = feedBodies.wiring.parse(await machines.itemOf(locker, 'wiring'))
    expect(after.doors.slice(0, 2).map(({ channel }) => channel)).toEqual([1, 0])
    expect(after.doors.slice(2)).toEqual(wiring.doors.slice(2))
  })

  test('does not prove a door that nobody saw open, or whose contact did not', async () => {
    const { locker, one, two } = await aLockerUnderTest()
    await machines.openDoor(locker, one)
    await machines.answer(locker, one, null)
    await machines.openDoor(locker, two, 'not-opened')
    const told = await machines.answer(locker, two, two)
    expect(told.body.doors.slice(0, 2).map(({ proof }) => proof)).toEqual(['none', 'unseen'])
    expect(told.body.isProved).toBe(false)
  })

  test('takes no answer about a door that was not opened', async () => {
    const { locker, one } = await aLockerUnderTest()
    expect((await machines.answer(locker, one, one)).status).toBe(409)
    await machines.openDoor(locker, one, 'cap', 'refused')
    expect(await machines.answer(locker, one, one)).toMatchObject({
      status: 409,
      body: { extra: { status: 'refused', outcome: 'cap' } },
    })
  })

  test('does not take a door that this machine has not', async () => {
    const { locker, one } = await aLockerUnderTest()
    await machines.openDoor(locker, one)
    const stranger = { cell: api.ctx.ids.mint('cel'), side: 'front' } as const
    expect(await machines.answer(locker, one, stranger)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/opened/cell' }] },
    })
    const body = { ...stranger }
    expect(await api.ask(api.operator, openTestDoor, { params: { locker }, body })).toMatchObject({
      status: 422,
    })
  })

  test('keeps what was proved when only other wires change, and forgets it when asked to', async () => {
    const { locker, layout } = await aProvedLocker(machines, model)
    const wiring = await machines.propose(locker)
    const doors = wiring.doors.map((door, i) => (i === 0 ? { ...door, channel: 40 } : door))
    await machines.wire(locker, { ...wiring, doors })
    const told = await api.call(api.operator, readWiringTest, { params: { locker } })
    expect(told.doors.map(({ proof }) => proof)).toEqual([
      'untried',
      ...told.doors.slice(1).map(() => 'right'),
    ])
    const fresh = await machines.startTest(locker, true)
    expect(fresh.doors.filter(({ proof }) => proof === 'untried')).toHaveLength(
      doorsOf(layout).length,
    )
  })

  test('opens nothing at a machine that is not being tested', async () => {
    const { locker, layout } = await aProvedLocker(machines, model)
    await machines.putIntoService(locker)
    const { cell, side } = must(doorsOf(layout)[0], 'a door')
    const asked = { params: { locker }, body: { cell, side } }
    expect((await api.ask(api.operator, openTestDoor, asked)).status).toBe(409)
  })
})
