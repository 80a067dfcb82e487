import { cellsOf } from '@cubby/domain/cells/layout'
import { must } from '@cubby/kit/assert'
import type { LockerId, LockerModelId } from '@cubby/kit/ids'
import { feedBodies } from '@cubby/protocol/link/messages'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { previewRemodel } from '@cubby/protocol/operations/service/preview-remodel'
import { remodelLocker } from '@cubby/protocol/operations/service/remodel-locker'
import { retireLocker } from '@cubby/protocol/operations/service/retire-locker'
import { aProvedLocker, type Machines, machinesOf } from '@cubby/testing/api/established'
import { smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letLeavingGo } from './let-leaving-go.ts'

let api: TestApi
let machines: Machines
beforeAll(async () => {
  api = await testApi()
  const network = await smallNetwork(api)
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
