import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import type { ModuleDesign } from '@cubby/domain/constructor/module-design'
import { limits } from '@cubby/kit/limits'
import { uuidOf } from '@cubby/kit/ids'
import { createLocker } from '@cubby/protocol/operations/lockers/create-locker'
import { composeLockerModel } from '@cubby/protocol/operations/models/compose-locker-model'
import { createLockerModel } from '@cubby/protocol/operations/models/create-locker-model'
import { createModuleModel } from '@cubby/protocol/operations/models/create-module-model'
import { listLockerModelVersions } from '@cubby/protocol/operations/models/list-locker-model-versions'
import { listLockerModels } from '@cubby/protocol/operations/models/list-locker-models'
import { listModuleModelVersions } from '@cubby/protocol/operations/models/list-module-model-versions'
import { listModuleModels } from '@cubby/protocol/operations/models/list-module-models'
import { readLockerModel } from '@cubby/protocol/operations/models/read-locker-model'
import { readModuleModel } from '@cubby/protocol/operations/models/read-module-model'
import { releaseLockerModel } from '@cubby/protocol/operations/models/release-locker-model'
import { releaseModuleModel } from '@cubby/protocol/operations/models/release-module-model'
import { removeLockerModel } from '@cubby/protocol/operations/models/remove-locker-model'
import { removeModuleModel } from '@cubby/protocol/operations/models/remove-module-model'
import { updateLockerModel } from '@cubby/protocol/operations/models/update-locker-model'
import { updateModuleModel } from '@cubby/protocol/operations/models/update-module-model'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { signedIn } from '@cubby/testing/api/staff'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import {
  aColumn,
  aControlModule,
  aLockerDesign,
  aModuleCell,
  inARow,
} from '@cubby/testing/constructor/designs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

let drawn = 0
const draw = (design: ModuleDesign, name = `Module ${++drawn}`) =>
  api.call(api.operator, createModuleModel, { body: { name, design } })
const release = (model: { id: `mod_${string}` }, version = 1) =>
  api.call(api.operator, releaseModuleModel, { params: { model: model.id }, body: { version } })

/** A column and a control module, both released. */
async function twoModules() {
  const column = await draw(aColumn('CBBAA'))
  const control = await draw(aControlModule())
  await release(column)
  await release(control)
  return { column, control }
}
const compose = (design: LockerDesign, name = `Machine ${++drawn}`) =>
  api.call(api.operator, createLockerModel, { body: { name, design } })

describe('a module model', () => {
  test('is drawn as a draft, with all that is wrong with it, and told in lists', async () => {
    const design = aColumn('CBA', {
      cells: [aModuleCell('a', { x: 300, y: 100, width: 200, height: 100 })],
    })
    const made = await draw(design, 'Slim column')
    expect(made).toMatchObject({
      latestVersion: 1,
      releasedVersion: null,
      kind: 'cells',
      cells: 1,
      lockerModels: 0,
      design,
      version: { version: 1, releasedAt: null, madeBy: { name: 'test' } },
      problems: [{ level: 'error', code: 'outside', pointer: '/cells/0/area' }],
    })
    const list = (query: object) => api.call(api.operator, listModuleModels, { query })
    expect((await list({ q: 'slim' })).items).toMatchObject([{ id: made.id, widthMm: 400 }])
    expect((await list({ q: 'slim', kind: 'control' })).items).toEqual([])
    expect((await list({ q: 'slim', state: 'released' })).items).toEqual([])
  })

  test('keeps every version as it was, with who saved it and when', async () => {
    const person = await signedIn(api)
    const made = await draw(aColumn('AA'))
    const params = { model: made.id }
    const changed = await api.call(person, updateModuleModel, {
      params,
      body: { name: made.name, design: aColumn('BB'), note: 'Larger parcels', after: 1 },
    })
    expect(changed).toMatchObject({ latestVersion: 2, version: { note: 'Larger parcels' } })
    const first = await api.call(api.operator, readModuleModel, { params, query: { version: 1 } })
    expect(first.design).toEqual(aColumn('AA'))
    const { items } = await api.call(api.operator, listModuleModelVersions, { params })
    expect(items.map(({ version, madeBy }) => [version, madeBy.name])).toEqual([
      [2, 'Kim Field'],
      [1, 'test'],
    ])
    const missing = { params, query: { version: 3 } }
    expect((await api.ask(api.operator, readModuleModel, missing)).status).toBe(404)
  })

  test('is not saved over what somebody else has saved meanwhile', async () => {
    const made = await draw(aColumn('AA'))
    const body = { name: made.name, design: aColumn('BB'), after: 1 }
    const save = () =>
      api.ask(api.operator, updateModuleModel, { params: { model: made.id }, body })
    const answers = await Promise.all([save(), save()])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'conflict/state',
      extra: { latestVersion: 2 },
    })
  })

  test('is released without errors only, once and for good', async () => {
    const wrong = await draw(aColumn('A', { cells: [] }))
    const body = { version: 1 }
    const answer = await api.ask(api.operator, releaseModuleModel, {
      params: { model: wrong.id },
      body,
    })
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'conflict/state', errors: [{ pointer: '/design/cells', code: 'empty' }] },
    })
    const good = await draw(aColumn('CBA'))
    const released = await release(good)
    expect(released).toMatchObject({
      releasedVersion: 1,
      version: { releasedBy: { name: 'test' } },
    })
    expect(await release(good)).toEqual(released)
  })

  test('has a name that no other has, however it is written', async () => {
    await draw(aColumn('A'), 'Tall Column')
    const body = { name: 'tall column', design: aColumn('A') }
    expect(await api.ask(api.operator, createModuleModel, { body })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/name', code: 'duplicate' }] },
    })
    const asked = [1, 2].map(() =>
      api.ask(api.operator, createModuleModel, { body: { ...body, name: 'At once' } }),
    )
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 422])
  })

  test('is removed unless a locker model has it in any version', async () => {
    const { column, control } = await twoModules()
    const model = await compose(aLockerDesign({ modules: inARow(column.id, control.id) }))
    const modules = inARow(column.id, control.id).slice(1)
    await api.call(api.operator, updateLockerModel, {
      params: { model: model.id },
      body: { name: model.name, design: aLockerDesign({ modules }), after: 1 },
    })
    const remove = (id: typeof column.id) =>
      api.ask(api.operator, removeModuleModel, { params: { model: id } })
    expect(await remove(column.id)).toMatchObject({
      status: 409,
      body: { extra: { lockerModels: 1 } },
    })
    const { items } = await api.call(api.operator, listModuleModels, { query: { limit: 200 } })
    expect(items.find(({ id }) => id === column.id)?.lockerModels).toBe(1)
    await api.call(api.operator, removeLockerModel, { params: { model: model.id } })
    expect((await remove(column.id)).status).toBe(204)
    expect((await remove(column.id)).status).toBe(404)
  })
})

describe('a locker model', () => {
  test('is composed of module models, checked, and told with all that it needs', async () => {
    const { column, control } = await twoModules()
    const design = aLockerDesign({ modules: inARow(column.id, control.id, column.id) })
    const made = await compose(design, 'Corner machine')
    expect(made).toMatchObject({
      widthMm: 1_200,
      modules: 3,
      cells: 13,
      twoSided: false,
      lockers: 0,
      design,
      problems: [],
    })
    expect(made.usedModules).toHaveLength(2)
    const { items } = await api.call(api.operator, listLockerModels, { query: { q: 'corner' } })
    expect(items).toMatchObject([{ id: made.id, cells: 13 }])
  })

  test('names the place of a module that does not exist, and of a version that does not', async () => {
    const { column } = await twoModules()
    const [placed] = inARow(column.id)
    const locker = inARow(`mod_${'0'.repeat(26)}`)
    const modules = placed ? [placed, { ...placed, slot: 'm2', version: 7 }, ...locker] : []
    const body = { name: 'Nowhere', design: aLockerDesign({ modules }) }
    expect((await api.ask(api.operator, createLockerModel, { body })).body).toMatchObject({
      errors: [
        { pointer: '/design/modules/1', code: 'not-found' },
        { pointer: '/design/modules/2', code: 'not-found' },
      ],
    })
  })

  test('is composed without being kept: problems while there are any, then a layout that a locker takes', async () => {
    const { column, control } = await twoModules()
    const before = await tableDigest(api.ctx.db)
    const ask = (design: LockerDesign) =>
      api.call(api.operator, composeLockerModel, { body: { design } })
    const alone = await ask(aLockerDesign({ modules: inARow(column.id) }))
    expect(alone.layout).toBeNull()
    expect(alone.problems).toMatchObject([{ code: 'control-none', level: 'error' }])
    const whole = await ask(aLockerDesign({ modules: inARow(column.id, control.id) }))
    expect(whole.problems).toEqual([])
    expect(whole.facts).toMatchObject({ widthMm: 800, cells: 8, doors: 8 })
    expect(await tableDigest(api.ctx.db)).toEqual(before)
    const { layout } = whole
    if (!layout) throw new Error('a machine without errors has a layout')
    const locker = await api.call(api.operator, createLocker, {
      body: { location: network.location.id, name: 'From a model', layout },
    })
    expect(locker.layout.modules[1]?.controls).toHaveLength(2)
  })

  test('is released when its modules are, and its versions tell by whom', async () => {
    const column = await draw(aColumn('CBBAA'))
    const control = await draw(aControlModule())
    await release(control)
    const model = await compose(aLockerDesign({ modules: inARow(column.id, control.id) }))
    const params = { model: model.id }
    const ask = () => api.ask(api.operator, releaseLockerModel, { params, body: { version: 1 } })
    expect((await ask()).body).toMatchObject({
      errors: [{ pointer: '/design/modules/0', code: 'module-draft' }],
    })
    await release(column)
    expect((await ask()).body).toMatchObject({ releasedVersion: 1 })
    const { items } = await api.call(api.operator, listLockerModelVersions, { params })
    expect(items).toMatchObject([{ version: 1, releasedBy: { name: 'test' } }])
  })

  test('knows of newer versions of its modules, and stays as it was drawn', async () => {
    const { column, control } = await twoModules()
    const model = await compose(aLockerDesign({ modules: inARow(column.id, control.id) }))
    const body = { name: column.name, design: aColumn('AAAA'), after: 1 }
    await api.call(api.operator, updateModuleModel, { params: { model: column.id }, body })
    const read = () => api.call(api.operator, readLockerModel, { params: { model: model.id } })
    const newer = async () =>
      (await read()).usedModules.find(({ id }) => id === column.id)?.newerVersion
    expect(await newer()).toBeNull()
    await release(column, 2)
    expect(await newer()).toBe(2)
    expect((await read()).cells).toBe(8)
  })

  test('is not removed while a locker was established from it', async () => {
    const { column, control } = await twoModules()
    const model = await compose(aLockerDesign({ modules: inARow(column.id, control.id) }))
    const established = api.ctx.db
      .updateTable('locker')
      .set({ model_id: uuidOf(model.id), model_version: 1 })
      .where('id', '=', uuidOf(network.locker.id))
    await established.execute()
    const params = { model: model.id }
    expect(await api.ask(api.operator, removeLockerModel, { params })).toMatchObject({
      status: 409,
      body: { code: 'conflict/state', extra: { lockers: 1 } },
    })
    await api.ctx.db.updateTable('locker').set({ model_id: null, model_version: null }).execute()
    expect((await api.ask(api.operator, removeLockerModel, { params })).status).toBe(204)
  })
})

describe('hostile drawings', () => {
  const refused = async (design: unknown, pointer: string, name: unknown = 'Bad') => {
    const body = { name, design } as never
    const answer = await api.ask(api.operator, createModuleModel, { body })
    expect(answer.status).toBe(422)
    const { errors } = answer.body as unknown as { errors: { pointer: string }[] }
    expect(errors.map((each) => each.pointer)).toContain(pointer)
  }

  test('are refused at the field and leave nothing behind', async () => {
    const before = await tableDigest(api.ctx.db)
    const good = aColumn('CBA')
    const [cell] = good.cells
    if (!cell) throw new Error('the column has cells')
    const withArea = (area: object) => ({
      ...good,
      cells: [{ ...cell, area: { ...cell.area, ...area } }],
    })
    await refused(withArea({ x: -1 }), '/design/cells/0/area/x')
    await refused(withArea({ width: 0 }), '/design/cells/0/area/width')
    // JSON knows no NaN: it arrives as null.
    await refused(withArea({ height: Number.NaN }), '/design/cells/0/area/height')
    await refused(withArea({ y: 1e300 }), '/design/cells/0/area/y')
    await refused({ ...good, widthMm: '400' }, '/design/widthMm')
    await refused({ ...good, cells: [{ ...cell, key: '../x' }] }, '/design/cells/0/key')
    const [controlled] = aControlModule().controls
    await refused(
      { ...good, controls: Array.from({ length: 17 }, () => controlled) },
      '/design/controls',
    )
    const slim = { ...cell, key: 'a', purposes: [] }
    await refused({ ...good, cells: Array.from({ length: 1_000 }, () => slim) }, '/design/cells')
    const huge = {
      name: 'Huge',
      design: { ...good, cells: Array.from({ length: 10_000 }, () => cell) },
    }
    expect((await api.ask(api.operator, createModuleModel, { body: huge })).status).toBe(413)
    const long = { name: 'x'.repeat(1_000_000), design: good }
    expect((await api.ask(api.operator, createModuleModel, { body: long })).status).toBe(413)
    await refused(good, '/name', 'x'.repeat(201))
    await refused(good, '/name', 'a\u0000b')
    expect(await tableDigest(api.ctx.db)).toEqual(before)
  })

  test('of the largest machine are still read and checked quickly enough to draw by', async () => {
    const { control } = await twoModules()
    const grid = Array.from({ length: limits.cellsPerModuleMax }, (_, i) =>
      aModuleCell(`c${i}`, {
        x: (i % 6) * 200,
        y: 100 + Math.floor(i / 6) * 90,
        width: 200,
        height: 90,
      }),
    )
    const wall = await draw(aColumn('A', { widthMm: 1_200, cells: grid }))
    await release(wall)
    const design = aLockerDesign({
      modules: inARow(...Array.from({ length: 4 }, () => wall.id), control.id),
    })
    const made = await compose(design)
    expect(made).toMatchObject({ cells: 483, problems: [] })
    const many = aLockerDesign({ modules: inARow(...Array.from({ length: 64 }, () => wall.id)) })
    const answer = await api.call(api.operator, composeLockerModel, { body: { design: many } })
    expect(answer.facts.cells).toBe(64 * 120)
    expect(answer.layout).toBeNull()
    expect(answer.problems.map(({ code }) => code)).toContain('too-many')
  })
})
