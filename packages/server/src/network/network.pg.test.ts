import { seconds } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { feedBodies } from '@cubby/protocol/link/messages'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { readLocation } from '@cubby/protocol/operations/locations/read-location'
import { createEnrolmentCode } from '@cubby/protocol/operations/lockers/create-enrolment-code'
import { createLocker } from '@cubby/protocol/operations/lockers/create-locker'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { anAddress, type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { smallLocker } from '@cubby/testing/network/street-locker'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'
import { enrolmentCodeHash } from './enrolment-code.ts'

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

test('a new locker has an id for each cell, and its feed begins with its layout', async () => {
  const { locker } = network
  const cells = locker.layout.modules.flatMap((module) => module.cells)
  expect(new Set(cells.map(({ id }) => id)).size).toBe(9)
  const item = await api.ctx.db
    .selectFrom('feed_item')
    .select('body')
    .where('stream_id', '=', `locker:${locker.id}`)
    .where('key', '=', 'layout')
    .executeTakeFirstOrThrow()
  expect(feedBodies.layout.parse(item.body).layout).toEqual(locker.layout)
  const params = { locker: locker.id }
  expect(await api.call(network.shopKey, readLocker, { params })).toEqual(locker)
})

test('a layout with a door twice is refused at the place where it is wrong', async () => {
  const layout = smallLocker()
  const [first, second] = layout.modules
  if (first?.cells[0] && second?.cells[0]) second.cells[0].name = first.cells[0].name
  const answer = await api.ask(api.operator, createLocker, {
    body: { location: network.location.id, name: 'Twice', layout },
  })
  expect(answer.body).toMatchObject({
    errors: [{ pointer: '/layout/modules/1/cells/0/name', code: 'duplicate' }],
  })
})

test('a locker stands at a location that exists, and its tenants exist too', async () => {
  const location = api.ctx.ids.mint('loc')
  const nowhere = await api.ask(api.operator, createLocker, {
    body: { location, name: 'Nowhere', layout: smallLocker() },
  })
  expect(nowhere.body).toMatchObject({ errors: [{ pointer: '/location', code: 'not-found' }] })
  const layout = smallLocker()
  const cell = layout.modules[0]?.cells[1]
  if (cell) cell.tenant = api.ctx.ids.mint('org')
  const stranger = await api.ask(api.operator, createLocker, {
    body: { location: network.location.id, name: 'Let', layout },
  })
  expect(stranger.body).toMatchObject({
    errors: [{ pointer: '/layout/modules/0/cells/1/tenant', code: 'not-found' }],
  })
})

test('its link is never heard of, then online, then silent', async () => {
  const link = async () => {
    const { items } = await api.call(network.shopKey, listLockers, {
      query: { location: network.location.id },
    })
    return items.find(({ id }) => id === network.locker.id)?.link
  }
  expect(await link()).toBe('never')
  await api.ctx.db
    .updateTable('locker')
    .set({ last_seen_at: timestamp(api.clock.now()) })
    .where('id', '=', uuidOf(network.locker.id))
    .execute()
  expect(await link()).toBe('online')
  await api.clock.advance(seconds(600))
  expect(await link()).toBe('silent')
})

test('cells nobody has heard of are unknown, never closed', async () => {
  const { cells } = await api.call(network.shopKey, readCells, {
    params: { locker: network.locker.id },
  })
  expect(cells).toHaveLength(9)
  expect(cells[0]).toMatchObject({ use: 'free', doors: [{ door: 'unknown', since: null }] })
})

test('whose stay is in a cell is for the operator to know', async () => {
  const cell = network.locker.layout.modules[0]?.cells[0]?.id ?? ''
  const stay = api.ctx.ids.mint('sty')
  const door = { door: 'closed', since: api.clock.now(), cause: null, leftOpenTold: false }
  await api.ctx.db
    .insertInto('cell_mirror')
    .values({
      locker_id: uuidOf(network.locker.id),
      cell_id: uuidOf(cell),
      state: JSON.stringify({
        doors: { front: door },
        use: { kind: 'occupied', stay },
        service: { kind: 'ok' },
        touchedSeq: 4,
      }),
    })
    .execute()
  const asked = { params: { locker: network.locker.id } }
  const [shown] = (await api.call(network.shopKey, readCells, asked)).cells
  const [known] = (await api.call(api.operator, readCells, asked)).cells
  expect([shown?.use, shown?.stay, known?.stay]).toEqual(['occupied', null, stay])
})

test('an enrolment code is shown once, kept as a hash, and ends the one before', async () => {
  const params = { locker: network.locker.id }
  const one = await api.call(api.operator, createEnrolmentCode, {
    params,
    idempotencyKey: 'code-1',
  })
  expect(one.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  const again = await api.ask(api.operator, createEnrolmentCode, {
    params,
    idempotencyKey: 'code-1',
  })
  expect(again.body).toEqual(one)
  const two = await api.call(api.operator, createEnrolmentCode, { params })
  const rows = await api.ctx.db.selectFrom('enrolment_code').select('code_hash').execute()
  expect(rows).toEqual([{ code_hash: enrolmentCodeHash(two.code.toLowerCase()) }])
})

test('a location needs a time zone that exists', async () => {
  const body = {
    name: 'Moon base',
    address: anAddress,
    latitude: 0,
    longitude: 0,
    timeZone: 'Moon/Tranquility',
  }
  const answer = await api.ask(api.operator, createLocation, { body })
  expect(answer.body).toMatchObject({ errors: [{ pointer: '/timeZone', code: 'not-found' }] })
})

test('anybody who may read the network finds its places', async () => {
  const { location, shopKey } = network
  expect(await api.call(shopKey, readLocation, { params: { location: location.id } })).toEqual({
    ...location,
    lockers: 1,
  })
  const { items } = await api.call(shopKey, listLocations)
  expect(items.map(({ id }) => id)).toEqual([location.id])
})
