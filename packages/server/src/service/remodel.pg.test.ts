import { cellsOf } from '@cubby/domain/cells/layout'
import { must } from '@cubby/kit/assert'
import { days, isoTime, later } from '@cubby/kit/clock'
import { type LockerId, type LockerModelId, uuidOf } from '@cubby/kit/ids'
import { feedBodies } from '@cubby/protocol/link/messages'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { readLockerModel } from '@cubby/protocol/operations/models/read-locker-model'
import { updateLockerModel } from '@cubby/protocol/operations/models/update-locker-model'
import { createRental } from '@cubby/protocol/operations/rentals/create-rental'
import { endRental } from '@cubby/protocol/operations/rentals/end-rental'
import { previewRemodel } from '@cubby/protocol/operations/service/preview-remodel'
import { remodelLocker } from '@cubby/protocol/operations/service/remodel-locker'
import { retireLocker } from '@cubby/protocol/operations/service/retire-locker'
import { aProvedLocker, type Machines, machinesOf } from '@cubby/testing/api/established'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letLeavingGo } from './let-leaving-go.ts'

let api: TestApi
let machines: Machines
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  machines = machinesOf(api, network.location.id)
})
afterAll(() => api[Symbol.asyncDispose]())

async function aLiveLocker(name: string) {
  const model = await machines.aModel(name, ['CA', 'AA'])
  const { locker, layout } = await aProvedLocker(machines, model)
  await machines.putIntoService(locker)
  return { model, locker, layout }
}

const remodel = (locker: LockerId, model: LockerModelId, version: number) =>
  api.call(api.operator, remodelLocker, { params: { locker }, body: { model, version } })
const wired = async (locker: LockerId) =>
  feedBodies.wiring.parse(await machines.itemOf(locker, 'wiring')).doors.map(({ cell }) => cell)
const leaving = async (locker: LockerId) =>
  (await api.call(api.operator, readCells, { params: { locker } })).cells
    .filter(({ isLeaving }) => isLeaving)
    .map(({ cell }) => cell)

test('another model keeps what is inside a cell that goes, and lets it go when it is empty', async () => {
  const { model, locker, layout } = await aLiveLocker('Shrinking')
  const version = await machines.nextVersion(model, ['CA'])
  const [full, free] = must(layout.modules[2], 'the last column').cells.map(({ id }) => id)
  const [holding, empty] = [must(full, 'a cell'), must(free, 'another')]
  await machines.tell(locker, holding, { kind: 'occupied', stay: api.ctx.ids.mint('sty') })
  await machines.tell(locker, empty, { kind: 'free' })

  const body = { model, version }
  const preview = await api.call(api.operator, previewRemodel, { params: { locker }, body })
  expect(preview).toMatchObject({
    stay: { count: 5, renamed: [] },
    leave: [{ id: empty }],
    leaveLater: [{ id: holding }],
    come: [],
    goesOutOfService: false,
  })
  const told = await remodel(locker, model, version)
  expect(told).toMatchObject({ cells: 5, layoutVersion: 2, service: 'in-service' })
  expect(told.model).toEqual({ id: model, version: 2 })
  expect(cellsOf(told.layout).map(({ id }) => id)).toEqual(
    layout.modules.slice(0, 2).flatMap(({ cells }) => cells.map(({ id }) => id)),
  )
  expect(await wired(locker)).toContain(holding)
  expect(await wired(locker)).not.toContain(empty)
  expect(await leaving(locker)).toEqual([holding])
  const open = { params: { locker, cell: holding }, body: { reason: 'help' } }
  expect((await api.ask(api.operator, openCell, open)).status).toBe(202)

  await letLeavingGo(api.ctx)
  expect(await leaving(locker)).toEqual([holding])
  await machines.tell(locker, holding, { kind: 'free' }, 'open')
  await letLeavingGo(api.ctx)
  expect(await leaving(locker)).toEqual([holding])
  await machines.tell(locker, holding, { kind: 'free' })
  await letLeavingGo(api.ctx)
  expect(await leaving(locker)).toEqual([])
  expect(await wired(locker)).not.toContain(holding)
})

test('a cell in which the machine had put something meanwhile is shown again', async () => {
  const { model, locker, layout } = await aLiveLocker('Late news')
  const version = await machines.nextVersion(model, ['CA'])
  const late = must(layout.modules[2]?.cells[0], 'a cell').id
  await remodel(locker, model, version)
  expect(await leaving(locker)).toEqual([])
  await machines.tell(locker, late, { kind: 'occupied', stay: api.ctx.ids.mint('sty') })
  await letLeavingGo(api.ctx)
  expect(await leaving(locker)).toEqual([late])
})

test('a model with more doors takes a locker out of service, and only the new ones are tested', async () => {
  const { model, locker } = await aLiveLocker('Growing')
  const version = await machines.nextVersion(model, ['CA', 'AA', 'AAA'])
  const told = await remodel(locker, model, version)
  expect(told).toMatchObject({ cells: 10, service: 'out-of-service' })
  expect(await machines.putIntoService(locker)).toMatchObject({
    body: { extra: { missing: ['wired', 'proved'] } },
  })
  await machines.wire(locker)
  const { doors } = await machines.startTest(locker)
  expect(doors.filter(({ proof }) => proof === 'untried')).toHaveLength(3)
})

test('a cell that is rented out does not go before the rental has ended', async () => {
  const { model, locker, layout } = await aLiveLocker('Rented')
  const version = await machines.nextVersion(model, ['CA'])
  const cell = must(layout.modules[2]?.cells[0], 'a cell')
  const rental = await api.call(api.operator, createRental, {
    body: {
      organization: network.shop.id,
      locker,
      cells: [cell.id],
      until: isoTime(later(api.clock.now(), days(30))),
      price: { amount: 1_000, currency: 'EUR', per: 'month' },
    },
  })
  const rentals = [{ id: rental.id, organization: network.shop.id, cells: [cell.name] }]
  const body = { model, version }
  const preview = await api.call(api.operator, previewRemodel, { params: { locker }, body })
  expect(preview.rentals).toEqual(rentals)
  const refused = await api.ask(api.operator, remodelLocker, {
    params: { locker },
    body: { ...body, strandsParcels: true },
  })
  expect(refused).toMatchObject({ status: 409, body: { extra: { rentals } } })
  const end = { params: { rental: rental.id }, body: { reason: 'the column goes' } }
  await api.call(api.operator, endRental, end)
  expect((await remodel(locker, model, version)).cells).toBe(5)
})

test('parcels that are announced and would fit into no cell are counted, and lost only when that is meant', async () => {
  const model = await machines.aModel('Stranding', ['AAAAAA', 'CA'])
  const { locker } = await aProvedLocker(machines, model)
  await machines.putIntoService(locker)
  const version = await machines.nextVersion(model, ['AAAAAA'])
  const large = await network.announce({
    locker,
    parcels: [
      { label: 'LARGE-1', size: { height: 400, width: 300, depth: 300 }, grams: 900 },
      { label: 'SMALL-1', size: { height: 50, width: 300, depth: 300 }, grams: 900 },
    ],
  })
  const body = { model, version }
  const preview = await api.call(api.operator, previewRemodel, { params: { locker }, body })
  expect(preview).toMatchObject({
    rentals: [],
    stranded: { parcels: 1, shipments: [large.id] },
  })
  const params = { locker }
  const refused = await api.ask(api.operator, remodelLocker, { params, body })
  expect(refused).toMatchObject({ status: 409, body: { extra: { stranded: { parcels: 1 } } } })
  const meant = { params, body: { ...body, strandsParcels: true } }
  expect((await api.call(api.operator, remodelLocker, meant)).layoutVersion).toBe(2)
})

test('a place in which another module stood in an earlier version is not given away', async () => {
  const model = await machines.aModel('Places', ['AA', 'CA'])
  const read = { params: { model } }
  const { design, slots } = await api.call(api.operator, readLockerModel, read)
  expect(slots).toEqual(['m1', 'm2', 'm3'])
  const [control, small, large] = design.modules
  const save = (modules: typeof design.modules, after: number) =>
    api.ask(api.operator, updateLockerModel, {
      params: { model },
      body: { name: 'Places', design: { ...design, modules }, note: null, after },
    })
  const all = [must(control, 'm1'), must(small, 'm2'), must(large, 'm3')] as const
  expect((await save([all[0], all[1]], 1)).status).toBe(200)
  const taken = await save([all[0], all[1], { ...all[1], slot: 'm3' }], 2)
  expect(taken).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/design/modules/2/slot', code: 'taken' }] },
  })
  // What stood there may come back.
  expect((await save([...all], 2)).status).toBe(200)
})

test('a model of which machines stand stays, whoever wants it gone', async () => {
  const { model, locker } = await aLiveLocker('Held')
  const id = uuidOf(model)
  await expect(api.ctx.db.deleteFrom('model').where('id', '=', id).execute()).rejects.toThrow(
    'locker_model_fkey',
  )
  expect((await api.call(api.operator, readLocker, { params: { locker } })).model?.id).toBe(model)
})

test('nobody is given a model that nobody has released, and no retired locker another one', async () => {
  const { locker, model } = await aLiveLocker('Final')
  const draft = await machines.aModel('Not yet', ['A'], false)
  const ask = (of: LockerModelId) =>
    api.ask(api.operator, remodelLocker, { params: { locker }, body: { model: of, version: 1 } })
  expect(await ask(draft)).toMatchObject({ body: { errors: [{ pointer: '/version' }] } })
  await api.call(api.operator, retireLocker, { params: { locker }, body: { reason: 'old' } })
  expect((await ask(model)).status).toBe(409)
  const { layoutVersion } = await api.call(api.operator, readLocker, { params: { locker } })
  expect(layoutVersion).toBe(1)
})
