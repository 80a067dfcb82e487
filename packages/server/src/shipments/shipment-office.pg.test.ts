import { must } from '@cubby/kit/assert'
import { hours, isoTime, later, minutes } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { changeRecipient } from '@cubby/protocol/operations/shipments/change-recipient'
import { exportShipments } from '@cubby/protocol/operations/shipments/export-shipments'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { readShipmentTimeline } from '@cubby/protocol/operations/shipments/read-shipment-timeline'
import { tellAgain } from '@cubby/protocol/operations/shipments/tell-again'
import { putInside } from '@cubby/testing/api/put-inside'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import type { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'

let api: TestApi
let network: SmallNetwork
let support: SignedIn
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  support = asPage(await signedIn(api, { role: 'support' }))
})
afterAll(() => api[Symbol.asyncDispose]())

const aParcel = (label: string) => [{ label, grams: 500 }]
type Query = z.input<typeof listShipments.query>
const found = async (query: Query) => {
  const { items } = await api.call(support, listShipments, { query })
  return items.map(({ id }) => id)
}

describe('a person at the phone finds a shipment', () => {
  test('by label, in capitals or not, by reference, by its id, and by that of its parcel', async () => {
    const shipment = await network.announce({
      reference: 'ORDER-77',
      parcels: aParcel('JJD000390007'),
    })
    const { id, parcels } = shipment
    const [parcel] = parcels
    for (const q of ['JJD000390007', 'jjd000390007', 'JJD 000 390 007', 'order-77', id, parcel?.id])
      expect([q, await found({ q: must(q, 'there is a parcel') })]).toEqual([q, [id]])
    expect(await found({ q: 'JJD0003' })).toEqual([])
  })

  test('by the phone number, as it is said in the country or abroad, or by its end', async () => {
    const { id } = await network.announce({ recipient: { phone: '+4915770001234' } })
    for (const q of ['+49 1577 0001234', '0049 1577 000 1234', '01577-0001234'])
      expect([q, await found({ q })]).toEqual([q, [id]])
    expect(await found({ q: '70001234' })).toEqual([id])
  })
})

describe('lists of shipments', () => {
  test('are sorted by what ends first, page by page, those without an end last', async () => {
    await using own = await testApi()
    const small = await smallNetwork(own)
    const made: string[] = []
    for (const storage of [hours(3), hours(1), hours(2)]) {
      const { id } = await small.announce({ parcels: aParcel(`DUE-${storage}`) })
      await putInside(own, id, storage)
      made.push(id)
    }
    const waiting = await small.announce({ parcels: aParcel('WAITS') })
    const seen: string[] = []
    for (let after: string | null | undefined; after !== null;) {
      const query = { sort: 'due', limit: 2, ...(after === undefined ? {} : { after }) }
      const page = await own.call(own.operator, listShipments, { query: query as never })
      seen.push(...page.items.map(({ id }) => id))
      after = page.next
    }
    expect(seen).toEqual([made[1], made[2], made[0], waiting.id])
    const ready = await own.call(own.operator, listShipments, { query: { sort: '-ready' } })
    expect(ready.items.at(-1)?.id).toBe(waiting.id)
    const oldest = await own.call(own.operator, listShipments, { query: { sort: 'created' } })
    expect(oldest.items.map(({ id }) => id)).toEqual([...made, waiting.id])
  })

  test('are narrowed by when they were announced, by carrier, and by being overdue', async () => {
    await api.clock.advance(hours(2))
    const start = isoTime(api.clock.now())
    const { carrier } = network
    const late = await network.announce({ carrier: carrier.id, parcels: aParcel('LATE-1') })
    await putInside(api, late.id, hours(1))
    await api.ctx.db
      .updateTable('shipment')
      .set({ status: 'overdue', overdue_at: timestamp(api.clock.now()) })
      .where('id', '=', uuidOf(late.id))
      .execute()
    const end = isoTime(later(api.clock.now(), minutes(1)))
    expect(await found({ createdFrom: start, createdUntil: end })).toEqual([late.id])
    expect(await found({ createdUntil: start })).not.toContain(late.id)
    expect(await found({ carrier: carrier.id })).toEqual([late.id])
    expect(await found({ overdue: 'true' })).toEqual([late.id])
  })

  test('of some days follow on from each other page by page, in both orders', async () => {
    await api.clock.advance(hours(3))
    const createdFrom = isoTime(api.clock.now())
    const made: string[] = []
    for (const n of [1, 2, 3]) {
      made.push((await network.announce({ parcels: aParcel(`PAGED-${n}`) })).id)
      await api.clock.advance(minutes(1))
    }
    const createdUntil = isoTime(api.clock.now())
    await network.announce({ parcels: aParcel('PAGED-4') })
    for (const sort of ['created', '-created'] as const) {
      const query = { createdFrom, createdUntil, sort, limit: 2 }
      const first = await api.call(network.shopKey, listShipments, { query })
      expect(first.next).not.toBe(null)
      const after = first.items.at(-1)?.id ?? expect.fail()
      const next = await api.call(network.shopKey, listShipments, { query: { ...query, after } })
      expect(next.next).toBe(null)
      const ids = [...first.items, ...next.items].map(({ id }) => id)
      expect(ids).toEqual(sort === 'created' ? made : made.toReversed())
    }
  })

  test('are downloaded as CSV, those that the key may see', async () => {
    const { id } = await network.announce({ reference: 'CSV,1', parcels: aParcel('CSV-LABEL') })
    const answer = await api.ask(network.shopKey, exportShipments, { query: { q: 'CSV-LABEL' } })
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    const [head, line, rest] = answer.text.split('\r\n')
    expect(head).toContain('id,reference,status,organization,carrier,locker,labels')
    expect(line).toContain(`${id},"CSV,1",announced,The Reading Corner,,Hall,CSV-LABEL`)
    expect(rest).toBe('')
    const rival = await api.ask(network.rivalKey, exportShipments)
    expect(rival.text.split('\r\n')).toHaveLength(2)
  })
})

const messagesOf = async (shipment: `shp_${string}`) => {
  const { items } = await api.call(support, listMessages, { query: { shipment } })
  return items
    .toSorted((a, b) => a.recipient.localeCompare(b.recipient, 'en'))
    .map(({ kind, channel, recipient, state }) => [kind, channel, recipient, state])
}

describe('the contact of a recipient', () => {
  const change = (shipment: `shp_${string}`, body: object, key?: string) =>
    api.ask(support, changeRecipient, {
      params: { shipment },
      body,
      ...(key === undefined ? {} : { idempotencyKey: key }),
    })

  test('is changed before anything came, without telling anybody', async () => {
    const { id } = await network.announce({ parcels: aParcel('EARLY') })
    const changed = await change(id, { email: 'bea@example.org', phone: null })
    expect(changed.body).toMatchObject({ recipient: { email: 'bea@example.org', phone: null } })
    expect(await messagesOf(id)).toEqual([])
    const { events } = await api.call(support, readShipmentTimeline, { params: { shipment: id } })
    expect(events.at(-1)).toMatchObject({
      kind: 'recipient-changed',
      actor: { kind: 'staff' },
      detail: { ways: ['email', 'phone'] },
    })
  })

  test('is told of what waits, once per request, and only where it is new', async () => {
    const { id } = await network.announce({ parcels: aParcel('READY-1') })
    await putInside(api, id, hours(48))
    const body = { email: 'carl@example.org' }
    expect(await change(id, body, 'once')).toMatchObject({ status: 200 })
    expect(await change(id, body, 'once')).toMatchObject({ status: 200 })
    expect(await change(id, body)).toMatchObject({ status: 200 })
    expect(await messagesOf(id)).toEqual([
      ['shipment.ready', 'email', 'carl@example.org', 'queued'],
    ])
    const next = await change(id, { email: 'dora@example.org' })
    expect(next.status).toBe(200)
    expect(await messagesOf(id)).toEqual([
      ['shipment.ready', 'email', 'carl@example.org', 'dropped'],
      ['shipment.ready', 'email', 'dora@example.org', 'queued'],
    ])
  })

  test('stays as it is once everything is over', async () => {
    const { id } = await network.announce({ parcels: aParcel('OVER-1') })
    const params = { shipment: id }
    await api.call(support, cancelShipment, { params, body: { reason: 'sold out' } })
    const late = await change(id, { email: 'eve@example.org' })
    expect(late.body).toMatchObject({ status: 409, code: 'conflict/state' })
  })
})

describe('telling the recipient again', () => {
  const again = (shipment: `shp_${string}`, key?: string) =>
    api.ask(support, tellAgain, {
      params: { shipment },
      ...(key === undefined ? {} : { idempotencyKey: key }),
    })

  test('sends what is true now on every channel, once per request', async () => {
    const { id } = await network.announce({ parcels: aParcel('AGAIN-1') })
    await putInside(api, id, hours(48))
    const one = await again(id, 'tell-once')
    expect(one.body.messages).toHaveLength(2)
    expect((await again(id, 'tell-once')).body).toEqual(one.body)
    expect((await messagesOf(id)).map(([kind, channel]) => [kind, channel])).toEqual(
      expect.arrayContaining([
        ['shipment.ready', 'email'],
        ['shipment.ready', 'sms'],
      ]),
    )
    expect(await messagesOf(id)).toHaveLength(2)
    await again(id)
    expect(await messagesOf(id)).toHaveLength(4)
  })

  test('is refused when there is nothing to tell that is true, or nobody to tell it to', async () => {
    const { id } = await network.announce({ parcels: aParcel('NOT-YET') })
    expect(await again(id)).toMatchObject({ status: 409 })
    const params = { shipment: id }
    await api.call(support, cancelShipment, { params, body: { reason: 'sold out' } })
    expect(await again(id)).toMatchObject({ status: 409 })
    const silent = await network.announce({ recipient: {}, parcels: aParcel('SILENT') })
    await putInside(api, silent.id, hours(48))
    expect(await again(silent.id)).toMatchObject({ status: 409 })
  })
})
