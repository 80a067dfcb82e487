import { cellsOf } from '@cubby/domain/cells/layout'
import { must } from '@cubby/kit/assert'
import { days, hours, instant, isoTime, later } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { feedBodies } from '@cubby/protocol/link/messages'
import { scopes } from '@cubby/protocol/operation'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { createRental } from '@cubby/protocol/operations/rentals/create-rental'
import { endRental } from '@cubby/protocol/operations/rentals/end-rental'
import { exportRentals } from '@cubby/protocol/operations/rentals/export-rentals'
import { listRentals } from '@cubby/protocol/operations/rentals/list-rentals'
import { readRental } from '@cubby/protocol/operations/rentals/read-rental'
import { readRentalReport } from '@cubby/protocol/operations/rentals/read-rental-report'
import { updateRental } from '@cubby/protocol/operations/rentals/update-rental'
import { checkShipment } from '@cubby/protocol/operations/shipments/check-shipment'
import { mirrorStay } from '@cubby/testing/api/mirror-stay'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { beforeEach, describe, expect, test } from 'vitest'
import { sharedStreamsReader } from '../link/pg/shared-streams.ts'

let api: TestApi
let network: SmallNetwork
let tenant: { id: `org_${string}` }
let tenantKey: string
let cells: `cel_${string}`[]
beforeEach(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  tenant = await newTenant('Corner Laundry')
  tenantKey = await api.key({ organization: uuidOf(tenant.id), scopes })
  cells = cellsOf(network.locker.layout).map(({ id }) => id)
  return () => api[Symbol.asyncDispose]()
})

const newTenant = (name: string) =>
  api.call(api.operator, createOrganization, { body: { name, kind: 'tenant' } })
const from = (wait: number) => isoTime(instant(api.clock.now() + wait))
const price = { amount: 9_900, currency: 'EUR', per: 'month' } as const
const wish = (over: object = {}) => ({
  organization: tenant.id,
  locker: network.locker.id,
  cells: cells.slice(0, 3),
  until: from(days(30)),
  price,
  ...over,
})
const rent = (over: object = {}) => api.call(api.operator, createRental, { body: wish(over) })
const refused = async (over: object) =>
  (await api.ask(api.operator, createRental, { body: wish(over) })).body
const itemOf = (rental: string) =>
  api.ctx.db
    .selectFrom('feed_item')
    .select(['body', 'dead', 'expires_at'])
    .where('stream_id', '=', `locker:${network.locker.id}`)
    .where('key', '=', `rental:${rental}`)
    .executeTakeFirstOrThrow()
const followed = async () => sharedStreamsReader(api.ctx.db, api.clock)(network.locker.id)

describe('a rental', () => {
  test('reaches the machine with its end, and the tenant’s couriers with it', async () => {
    expect(await followed()).not.toContain(`org:${tenant.id}`)
    api.poked.length = 0
    const rental = await rent({ quota: 2 })
    expect(rental).toMatchObject({ state: 'running', commonCells: false, quota: 2, price })
    const item = await itemOf(rental.id)
    expect(feedBodies.rental.parse(item.body)).toMatchObject({
      organization: tenant.id,
      cells: cells.slice(0, 3),
      quota: 2,
      commonCells: false,
    })
    expect(item.expires_at).toBe(later(api.clock.now(), days(30)))
    expect(api.poked).toEqual(expect.arrayContaining(['network', `locker:${network.locker.id}`]))
    expect(await followed()).toContain(`org:${tenant.id}`)
  })

  test('of a delivery operator lets it use everybody’s cells too, unless it says otherwise', async () => {
    const { id: organization } = network.carrier
    expect(await rent({ organization })).toMatchObject({ commonCells: true })
    const more = { organization, cells: [cells[4]], commonCells: false }
    expect(await rent(more)).toMatchObject({ commonCells: false })
  })

  test('that begins next week brings the couriers at once, and leaves the cells alone until then', async () => {
    const rental = await rent({ from: from(days(7)) })
    expect(rental.state).toBe('to-come')
    expect(await followed()).toContain(`org:${tenant.id}`)
    const check = { locker: network.locker.id, parcels: Array(9).fill({ grams: 100 }) }
    expect((await api.call(network.shopKey, checkShipment, { body: check })).roomNow).toBe(false)
  })

  test('refuses what cannot be, at the field, and keeps nothing of it', async () => {
    await rent({ cells: [cells[3]] })
    const other = api.ctx.ids.mint('cel')
    for (const [over, pointer, code] of [
      [{ organization: api.ctx.ids.mint('org') }, '/organization', 'not-found'],
      [{ locker: api.ctx.ids.mint('lck') }, '/locker', 'not-found'],
      [{ cells: [cells[0], other] }, '/cells/1', 'not-found'],
      [{ cells: [cells[0], cells[0]] }, '/cells/1', 'duplicate'],
      [{ cells: [cells[0], cells[3]] }, '/cells/1', 'taken'],
      [{ until: from(-1) }, '/until', 'out-of-range'],
      [{ until: from(days(3_651)) }, '/until', 'out-of-range'],
      [{ from: from(0 - days(32)) }, '/from', 'out-of-range'],
      [{ quota: 4 }, '/quota', 'out-of-range'],
      [{ price: { ...price, amount: 0.5 } }, '/price/amount', 'invalid_type'],
      [{ price: { ...price, currency: 'euro' } }, '/price/currency', 'wrong-format'],
    ] as const)
      expect(await refused(over), `${pointer} ${code}`).toMatchObject({
        errors: [
          expect.objectContaining({ pointer, ...(code === 'invalid_type' ? {} : { code }) }),
        ],
      })
    expect((await api.call(api.operator, listRentals)).items).toHaveLength(1)
  })

  test('may follow another of the same cell, and not overlap it', async () => {
    await rent({ until: from(days(10)) })
    const rival = await newTenant('Corner Flowers')
    const over = { organization: rival.id, from: from(days(10)), until: from(days(20)) }
    expect(await refused({ ...over, from: from(days(10) - 1) })).toMatchObject({
      errors: [{ code: 'taken' }, { code: 'taken' }, { code: 'taken' }],
    })
    const next = await rent(over)
    const [first] = (await api.call(api.operator, listRentals, { query: { state: 'running' } }))
      .items
    const params = { rental: must(first, 'it runs').id }
    const longer = { params, body: { until: from(days(11)) } }
    expect((await api.ask(api.operator, updateRental, longer)).body).toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({ pointer: '/until', code: 'taken' }),
      ]),
    })
    await api.call(api.operator, endRental, {
      params: { rental: next.id },
      body: { reason: 'moved' },
    })
    expect((await api.call(api.operator, updateRental, longer)).until).toBe(from(days(11)))
  })

  test('of two at the same moment for one cell gets through once', async () => {
    const both = await Promise.all(
      [1, 2].map(() => api.ask(api.operator, createRental, { body: wish() })),
    )
    expect(both.map(({ status }) => status).sort((one, other) => one - other)).toEqual([201, 422])
  })

  test('does not take a cell in which somebody else has something', async () => {
    const at = { locker: network.locker.id, organization: network.shop.id, from: api.clock.now() }
    await mirrorStay(api, { ...at, cell: must(cells[1], 'a cell'), until: null })
    expect(await refused({})).toMatchObject({ errors: [{ pointer: '/cells/1', code: 'in-use' }] })
    expect((await rent({ from: from(days(1)) })).state).toBe('to-come')
  })

  test('once ended is off the machine, and the couriers stay until nothing of theirs is inside', async () => {
    const rental = await rent()
    const inside = { locker: network.locker.id, organization: tenant.id, from: api.clock.now() }
    await mirrorStay(api, { ...inside, cell: must(cells[0], 'a cell'), until: null })
    const params = { rental: rental.id }
    api.poked.length = 0
    const ended = await api.call(api.operator, endRental, { params, body: { reason: 'not paid' } })
    expect(ended).toMatchObject({ state: 'over', endReason: 'not paid', until: from(0) })
    expect(await itemOf(rental.id)).toMatchObject({ dead: true, body: null })
    expect(api.poked).toContain('network')
    expect(await followed(), 'something is inside').toContain(`org:${tenant.id}`)
    await api.ctx.db.updateTable('stay_mirror').set({ phase: 'collected' }).execute()
    expect(await followed()).not.toContain(`org:${tenant.id}`)
    expect(await api.call(api.operator, endRental, { params, body: { reason: 'again' } })).toEqual(
      ended,
    )
    expect((await api.ask(api.operator, updateRental, { params, body: { quota: 1 } })).status).toBe(
      409,
    )
  })

  test('that let its tenant use everybody’s cells leaves the couriers there for what is in one of those', async () => {
    const rental = await rent({ commonCells: true })
    const inside = { locker: network.locker.id, organization: tenant.id, from: api.clock.now() }
    await mirrorStay(api, { ...inside, cell: must(cells[4], 'a cell'), until: null })
    const params = { rental: rental.id }
    await api.call(api.operator, endRental, { params, body: { reason: 'not paid' } })
    expect(await followed(), 'something is inside').toContain(`org:${tenant.id}`)
    await api.ctx.db.updateTable('stay_mirror').set({ phase: 'withdrawn' }).execute()
    expect(await followed()).not.toContain(`org:${tenant.id}`)
  })

  test('that has run out is over without anybody doing anything', async () => {
    const rental = await rent({ until: from(hours(1)) })
    await api.clock.advance(hours(1))
    expect(await followed()).not.toContain(`org:${tenant.id}`)
    const { state } = await api.call(api.operator, readRental, { params: { rental: rental.id } })
    expect(state).toBe('over')
  })
})

test('an organization sees its own rentals, and changes none', async () => {
  const rental = await rent()
  const params = { rental: rental.id }
  expect((await api.call(tenantKey, listRentals)).items).toEqual([rental])
  expect((await api.call(network.shopKey, listRentals)).items).toEqual([])
  expect((await api.ask(network.shopKey, readRental, { params })).status).toBe(404)
  expect((await api.ask(tenantKey, endRental, { params, body: { reason: 'mine' } })).status).toBe(
    403,
  )
  const query = { organization: tenant.id }
  expect((await api.ask(network.shopKey, listRentals, { query })).status).toBe(403)
})

test('lists are filtered by whose, where, when and state', async () => {
  const now = await rent({ until: from(days(5)) })
  const later = await rent({ from: from(days(10)) })
  const ids = async (query: object) =>
    (await api.call(api.operator, listRentals, { query })).items.map(({ id }) => id)
  expect(await ids({ organization: tenant.id })).toEqual([later.id, now.id])
  expect(await ids({ locker: network.locker.id, state: 'to-come' })).toEqual([later.id])
  expect(await ids({ at: from(days(1)) })).toEqual([now.id])
  expect(await ids({ at: from(days(7)) })).toEqual([])
  expect(await ids({ at: from(days(12)) })).toEqual([later.id])
})

describe('the report of a rental', () => {
  test('tells use cell by cell, the peak, and what is due, for the part of it that was asked for', async () => {
    const begin = api.clock.now()
    const rental = await rent({ quota: 2, price: { amount: 70_000, currency: 'PLN', per: 'week' } })
    const stay = (cell: number, after: number, until: number | null, organization = tenant.id) =>
      mirrorStay(api, {
        locker: network.locker.id,
        cell: must(cells[cell], 'a cell'),
        organization,
        from: instant(begin + hours(after)),
        until: until === null ? null : instant(begin + hours(until)),
      })
    await stay(0, 0, 24)
    await stay(0, 24, 48)
    await stay(1, 12, 36)
    await stay(2, 100, 200)
    await stay(2, 20, 30, network.shop.id)
    await stay(4, 0, 48)
    await api.clock.advance(days(10))
    const query = { from: isoTime(begin), until: isoTime(later(begin, hours(48))) }
    const params = { rental: rental.id }
    const report = await api.call(tenantKey, readRentalReport, { params, query })
    expect(report).toMatchObject({
      ranMs: hours(48),
      stays: 3,
      usedMs: hours(72),
      usedShare: 0.5,
      peak: 2,
      quota: 2,
      due: { amount: 20_000, currency: 'PLN' },
    })
    expect(report.cells.map(({ stays, usedMs }) => [stays, usedMs])).toEqual([
      [2, hours(48)],
      [1, hours(24)],
      [0, 0],
    ])
    const { text } = await api.ask(api.operator, exportRentals, { query })
    expect(text).toContain(`${rental.id},Corner Laundry,Hall,`)
    expect(text).toContain(',3,2,2,3,72,50,20000,PLN')
    expect((await api.ask(network.shopKey, exportRentals, { query })).text).not.toContain('Laundry')
  })

  test('counts what is inside still until now, and nothing of days to come', async () => {
    const begin = api.clock.now()
    const rental = await rent()
    await mirrorStay(api, {
      locker: network.locker.id,
      cell: must(cells[0], 'a cell'),
      organization: tenant.id,
      from: begin,
      until: null,
    })
    await api.clock.advance(hours(5))
    const query = { from: isoTime(begin), until: from(days(60)) }
    const report = await api.call(api.operator, readRentalReport, {
      params: { rental: rental.id },
      query,
    })
    expect(report).toMatchObject({ usedMs: hours(5), ranMs: days(30), peak: 1 })
  })

  test('is for a period that ends after it begins, and within a year', async () => {
    const params = { rental: (await rent()).id }
    for (const until of [from(0), from(days(368))]) {
      const answer = await api.ask(api.operator, readRentalReport, {
        params,
        query: { from: from(0), until },
      })
      expect(answer.body).toMatchObject({ errors: [{ pointer: '/until' }] })
    }
  })
})
