import { cellsOf } from '@cubby/domain/cells/layout'
import type { LockerModelId } from '@cubby/kit/ids'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { checkShipment } from '@cubby/protocol/operations/shipments/check-shipment'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { establishLocker } from '@cubby/protocol/operations/service/establish-locker'
import { readReadiness } from '@cubby/protocol/operations/service/read-readiness'
import { retireLocker } from '@cubby/protocol/operations/service/retire-locker'
import { takeOutOfService } from '@cubby/protocol/operations/service/take-out-of-service'
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

describe('a locker that is established from a model', () => {
  test('is planned, has the cells of the model, and names it', async () => {
    const locker = await machines.establish(model)
    expect(locker).toMatchObject({ service: 'planned', model: { id: model, version: 1 }, cells: 7 })
    expect(new Set(cellsOf(locker.layout).map(({ id }) => id)).size).toBe(7)
    expect(await machines.itemOf(locker.id, 'service')).toEqual({ state: 'planned' })
    expect(await machines.itemOf(locker.id, 'layout')).toEqual({ layout: locker.layout })
  })

  test('takes no announcement, and says so by its code', async () => {
    const locker = (await machines.establish(model)).id
    const body = network.anAnnouncement({ locker })
    const refused = await api.ask(network.shopKey, announceShipment, { body })
    expect(refused).toMatchObject({ status: 409, body: { code: 'locker/not-in-service' } })
    const { parcels } = body
    const asked = { locker, parcels: parcels.map(({ label: _label, ...parcel }) => parcel) }
    expect((await api.ask(network.shopKey, checkShipment, { body: asked })).status).toBe(409)
  })

  test.each([
    ['a draft', async () => ({ model: await machines.aModel('Draft', ['A'], false) }), '/version'],
    ['a version that is none', async () => ({ version: 9 }), '/model'],
    ['a model that is none', async () => ({ model: api.ctx.ids.mint('mdl') }), '/model'],
    ['a place that is none', async () => ({ location: api.ctx.ids.mint('loc') }), '/location'],
  ])('is not built from %s', async (_, over, pointer) => {
    const body = { location: network.location.id, name: 'X', model, version: 1, ...(await over()) }
    const refused = await api.ask(api.operator, establishLocker, { body })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } })
  })

  test('names everything that is missing before it goes into service', async () => {
    const { id: locker } = await machines.establish(model)
    expect(await machines.putIntoService(locker)).toMatchObject({
      status: 409,
      body: { code: 'locker/not-ready', extra: { missing: ['wired', 'enrolled', 'proved'] } },
    })
    await machines.wire(locker)
    await machines.enrol(locker)
    const told = await api.call(api.operator, readReadiness, { params: { locker } })
    expect(told).toMatchObject({ isReady: false })
    expect(told.checks.filter(({ isDone }) => isDone).map(({ name }) => name)).toEqual([
      'wired',
      'enrolled',
    ])
  })

  test('is found by its state and by its model', async () => {
    const { id } = await machines.establish(model)
    const query = { service: 'planned', model, limit: 200 } as const
    const found = await api.call(api.operator, listLockers, { query })
    expect(found.items.map((each) => each.id)).toContain(id)
    expect(found.items.every((each) => each.service === 'planned')).toBe(true)
  })
})

describe('a locker that is taken out of service', () => {
  test('says why, and comes back without another test', async () => {
    const { locker } = await aProvedLocker(machines, model)
    await machines.putIntoService(locker)
    const body = { reason: 'glass broken' }
    const out = await api.call(api.operator, takeOutOfService, { params: { locker }, body })
    expect(out).toMatchObject({ service: 'out-of-service', serviceReason: 'glass broken' })
    expect(await machines.itemOf(locker, 'service')).toEqual({ state: 'out-of-service' })
    const back = await machines.putIntoService(locker)
    expect(back.body).toMatchObject({ service: 'in-service', serviceReason: null })
  })

  test('that was put up before there were tests goes back into service as it is', async () => {
    const locker = network.locker.id
    await machines.enrol(locker)
    const body = { reason: 'cleaning' }
    await api.call(api.operator, takeOutOfService, { params: { locker }, body })
    expect((await machines.putIntoService(locker)).status).toBe(200)
  })

  test('is retired only when nothing is inside or announced', async () => {
    const { locker } = await aProvedLocker(machines, model)
    await machines.putIntoService(locker)
    await network.announce({ locker })
    const body = { reason: 'sold' }
    const refused = await api.ask(api.operator, retireLocker, { params: { locker }, body })
    expect(refused).toMatchObject({ status: 409, body: { extra: { announced: 1, inside: 0 } } })
    const empty = (await aProvedLocker(machines, model)).locker
    const retired = await api.call(api.operator, retireLocker, { params: { locker: empty }, body })
    expect(retired.service).toBe('retired')
    expect((await machines.putIntoService(empty)).status).toBe(409)
  })
})
