import { must } from '@cubby/kit/assert'
import { hours, seconds } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { extendShipment } from '@cubby/protocol/operations/shipments/extend-shipment'
import { putInside } from '@cubby/testing/api/put-inside'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { anEndpoint, toldMachines } from '@cubby/testing/messages/told-machines'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

describe('extending', () => {
  const extend = (id: string, body = {}, key = network.shopKey) =>
    api.ask(key, extendShipment, { params: { shipment: id as never }, body })

  test('moves the end as often as the rules allow, at the locker too', async () => {
    const { id, parcels } = await network.announce()
    await putInside(api, id, hours(72))
    await extend(id)
    const { body } = await extend(id)
    const end = api.clock.now() + 120 * 3_600_000
    expect(body).toMatchObject({ extensions: 2, dueAt: new Date(end).toISOString() })
    const plan = await api.ctx.db
      .selectFrom('feed_item')
      .select('body')
      .where('key', '=', `parcel:${parcels[0]?.id}`)
      .executeTakeFirst()
    expect(plan?.body).toMatchObject({ dueAt: end })
    expect(await extend(id)).toMatchObject({ status: 409, body: { code: 'conflict/state' } })
  })

  test('of an overdue shipment counts from now', async () => {
    const { id } = await network.announce()
    await putInside(api, id, hours(-5))
    await api.ctx.db
      .updateTable('shipment')
      .set({ status: 'overdue', overdue_at: timestamp(api.clock.now()) })
      .where('id', '=', uuidOf(id))
      .execute()
    const { body } = await extend(id)
    const end = new Date(api.clock.now() + 24 * 3_600_000).toISOString()
    expect(body).toMatchObject({ status: 'ready', overdueAt: null, dueAt: end })
  })

  test.each([
    ['partly-stored', 'stored', 'partly-stored'],
    ['overdue', 'stored', 'partly-stored'],
    ['partly-stored', 'withdrawn', 'partly-stored'],
  ] as const)('of a shipment that is %s with one parcel %s tells nobody new', async (...row) => {
    const [status, first, after] = row
    const { id, parcels } = await network.announce({ parcels: [aBook('IN'), aBook('OUT')] })
    await putInside(api, id, hours(status === 'overdue' ? -1 : 72))
    await api.ctx.db
      .updateTable('shipment')
      .set({ status, ready_at: null })
      .where('id', '=', uuidOf(id))
      .execute()
    const one = (n: number, parcel: 'announced' | typeof first) =>
      api.ctx.db
        .updateTable('parcel')
        .set({ status: parcel })
        .where('id', '=', uuidOf(must(parcels[n], 'two parcels').id))
        .execute()
    await one(0, first)
    await one(1, 'announced')
    expect((await extend(id)).body).toMatchObject({ status: after, overdueAt: null })
    const { due_at: dueAt, next_timer_at: timer } = await api.ctx.db
      .selectFrom('shipment')
      .select(['due_at', 'next_timer_at'])
      .where('id', '=', uuidOf(id))
      .executeTakeFirstOrThrow()
    // Storage of what is inside ends; of nothing it does not.
    expect(timer !== null && timer <= Number(dueAt)).toBe(first === 'stored')
    const told = api.ctx.db.selectFrom('message').select('kind')
    expect(await told.where('shipment_id', '=', uuidOf(id)).execute()).toEqual([])
  })

  test('to a given moment is for the network operator', async () => {
    const { id } = await network.announce()
    await putInside(api, id, hours(1))
    const until = new Date(api.clock.now() + seconds(200_000)).toISOString()
    expect(await extend(id, { until })).toMatchObject({ status: 403 })
    expect((await extend(id, { until }, api.operator)).body).toMatchObject({ dueAt: until })
  })

  test('is refused while nothing is inside', async () => {
    const { id } = await network.announce()
    expect(await extend(id)).toMatchObject({ status: 409 })
  })
})

test('machines are told of each change in the one shape that its type has', async () => {
  await anEndpoint(api.ctx.db, uuidOf(network.shop.id))
  const { id, parcels } = await network.announce({ reference: 'TOLD' })
  await putInside(api, id, hours(72))
  await api.call(network.shopKey, extendShipment, { params: { shipment: id }, body: {} })
  await api.call(network.shopKey, cancelShipment, {
    params: { shipment: id },
    body: { reason: 'recalled' },
  })
  const parcel = { parcel: parcels[0]?.id, label: parcels[0]?.label }
  const about = { shipment: id, reference: 'TOLD', locker: network.locker.id }
  expect(await toldMachines(api.ctx.db)).toMatchObject([
    {
      type: 'shipment.announced',
      data: { ...about, parcels: [{ ...parcel, status: 'announced' }], dueAt: null },
    },
    { type: 'shipment.cancelled', data: { ...about, parcels: [{ ...parcel, status: 'stored' }] } },
    { type: 'shipment.extended', data: { ...about, status: 'ready', dueAt: expect.any(String) } },
  ])
})

const aBook = (label: string) => ({ label, grams: 800 })
