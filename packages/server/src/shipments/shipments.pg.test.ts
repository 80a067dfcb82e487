import { must } from '@cubby/kit/assert'
import { hours } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { feedBodies } from '@cubby/protocol/link/messages'
import { findParcels } from '@cubby/protocol/operations/parcels/find-parcels'
import { readParcelTimeline } from '@cubby/protocol/operations/parcels/read-parcel-timeline'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { checkShipment } from '@cubby/protocol/operations/shipments/check-shipment'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { readCode } from '@cubby/protocol/operations/shipments/read-code'
import { readShipment } from '@cubby/protocol/operations/shipments/read-shipment'
import { readShipmentTimeline } from '@cubby/protocol/operations/shipments/read-shipment-timeline'
import { parseQr } from '@cubby/protocol/qr/grant-qr'
import { grantHolds } from '@cubby/keys/grant-signature'
import { putInside } from '@cubby/testing/api/put-inside'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pgStore } from '../store/pg/pg-store.ts'
import { nothingWanted } from '../store/slice.ts'
import { drawPickupRight } from './pickup-right.ts'

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

const feedOf = async (locker: string) =>
  api.ctx.db
    .selectFrom('feed_item')
    .select(['key', 'dead', 'body'])
    .where('stream_id', '=', `locker:${locker}`)
    .execute()
const itemsOf = async (keys: readonly string[]) =>
  (await feedOf(network.locker.id)).filter(({ key }) => keys.includes(key))
const rightOf = (shipment: string) =>
  api.ctx.db
    .selectFrom('pickup_right')
    .select(['id', 'code_verifier', 'revoked_at'])
    .where('shipment_id', '=', uuidOf(shipment))
    .executeTakeFirstOrThrow()

describe('announcing a shipment', () => {
  test('plans its parcels and one signed right at the locker', async () => {
    const shipment = await network.announce({ parcels: [aParcel('P-1'), aParcel('P-2')] })
    expect(shipment).toMatchObject({ status: 'announced', organization: network.shop.id })
    const plans = await itemsOf(shipment.parcels.map(({ id }) => `parcel:${id}`))
    expect(plans.map(({ body }) => feedBodies.parcel.parse(body).label).toSorted()).toEqual([
      'P-1',
      'P-2',
    ])
    const [item] = await itemsOf([`grant:${idOf('grn', (await rightOf(shipment.id)).id)}`])
    const grant = feedBodies.grant.parse(item?.body)
    expect(grant.parcels.toSorted()).toEqual(shipment.parcels.map(({ id }) => id).toSorted())
    expect(grantHolds(api.ctx.keys.signingKeys, network.locker.id, grant)).toBe(true)
    expect(api.poked).toContain(`locker:${network.locker.id}`)
  })

  test('never lets a code or a recipient into the feed', async () => {
    const shipment = await network.announce()
    const { code } = await api.call(network.shopKey, readCode, {
      params: { shipment: shipment.id },
    })
    const feed = JSON.stringify(await feedOf(network.locker.id))
    expect(feed).not.toContain(code.replace('-', ''))
    expect(feed).not.toContain('4915112345678')
  })

  test('refuses a parcel that no cell could ever hold, and says which', async () => {
    const huge = { label: 'WARDROBE', size: { height: 900, width: 900, depth: 900 }, grams: 900 }
    const answer = await api.ask(network.shopKey, announceShipment, {
      body: network.anAnnouncement({ parcels: [aParcel('P-3'), huge] }),
    })
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'input/invalid', errors: [{ pointer: '/parcels/1', code: 'too-big' }] },
    })
  })

  test('refuses a carrier that the shop has no contract with', async () => {
    const answer = await api.ask(network.rivalKey, announceShipment, {
      body: network.anAnnouncement({ carrier: network.carrier.id }),
    })
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/carrier', code: 'not-allowed' }] })
  })

  test('takes a reference once', async () => {
    await network.announce({ reference: 'ORDER-1' })
    const again = await api.ask(network.shopKey, announceShipment, {
      body: network.anAnnouncement({ reference: 'ORDER-1' }),
    })
    expect(again).toMatchObject({ status: 409, body: { code: 'conflict/duplicate' } })
  })

  test('happens once, however often and however simultaneously it is asked for under one key', async () => {
    const body = network.anAnnouncement({ parcels: [aParcel('ONCE')] })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        api.ask(network.shopKey, announceShipment, { body, idempotencyKey: 'twenty-at-once' }),
      ),
    )
    const told = new Set(answers.map(({ status, body: { id } }) => `${status} ${id}`))
    expect([...told]).toEqual([`201 ${answers[0]?.body.id}`])
    const replays = answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')
    expect(replays.length).toBe(19)
    const found = await api.call(network.shopKey, findParcels, { query: { label: 'ONCE' } })
    expect(found.items.length).toBe(1)
  })

  test('is refused when the key of another announcement is used again', async () => {
    await api.call(network.shopKey, announceShipment, {
      body: network.anAnnouncement(),
      idempotencyKey: 'used',
    })
    const answer = await api.ask(network.shopKey, announceShipment, {
      body: network.anAnnouncement({ parcels: [aParcel('OTHER')] }),
      idempotencyKey: 'used',
    })
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency/reused' } })
  })
})

describe('the code', () => {
  test('comes in fours, with a QR code for this locker and right', async () => {
    const shipment = await network.announce()
    const { code, qr } = await api.call(network.shopKey, readCode, {
      params: { shipment: shipment.id },
    })
    expect(code).toMatch(/^\d{4}-\d{4}$/)
    const right = await rightOf(shipment.id)
    expect(right.code_verifier).toBe(
      api.ctx.keys.codeVerifier(network.locker.id, code.replace('-', '')),
    )
    expect(parseQr(qr)?.claims).toMatchObject({
      locker: network.locker.id,
      grant: idOf('grn', right.id),
    })
  })

  test('is drawn again when it is in use at the locker', async () => {
    const shipment = await network.announce()
    const { code } = await api.call(network.shopKey, readCode, {
      params: { shipment: shipment.id },
    })
    const drawn = [code.replace('-', ''), '00000001']
    const chance = { ...api.ctx, drawCode: () => drawn.shift() ?? '' }
    const right = await pgStore(api.ctx).transact(async (tx) => {
      const slice = await tx.load({ ...nothingWanted(), shipments: [shipment.id] })
      const row = must(slice.shipments.get(shipment.id), 'it was announced')
      return drawPickupRight(tx, chance, row, api.clock.now())
    })
    expect(right.codeVerifier).toBe(api.ctx.keys.codeVerifier(network.locker.id, '00000001'))
  })
})

describe('cancelling', () => {
  test('before the deposit, the locker forgets it', async () => {
    const shipment = await network.announce()
    const right = await rightOf(shipment.id)
    const cancelled = await api.call(network.shopKey, cancelShipment, {
      params: { shipment: shipment.id },
      body: { reason: 'out of stock' },
    })
    expect(cancelled).toMatchObject({ status: 'cancelled', parcels: [{ status: 'cancelled' }] })
    const keys = [`parcel:${shipment.parcels[0]?.id}`, `grant:${idOf('grn', right.id)}`]
    expect((await itemsOf(keys)).map(({ dead }) => dead)).toEqual([true, true])
    expect((await rightOf(shipment.id)).revoked_at).toBe(api.clock.now())
  })

  test('after the deposit, the locker is told to give it to a courier, and the recipient is told', async () => {
    const shipment = await network.announce()
    await putInside(api, shipment.id, hours(72))
    await api.call(network.shopKey, cancelShipment, {
      params: { shipment: shipment.id },
      body: { reason: 'recalled by the maker' },
    })
    const [plan] = await itemsOf([`parcel:${shipment.parcels[0]?.id}`])
    expect(plan?.body).toMatchObject({ recalled: true })
    const messages = await api.ctx.db
      .selectFrom('message')
      .select(['kind', 'channel'])
      .where('shipment_id', '=', uuidOf(shipment.id))
      .orderBy('channel')
      .execute()
    expect(messages).toEqual([
      { kind: 'shipment.cancelled', channel: 'email' },
      { kind: 'shipment.cancelled', channel: 'sms' },
    ])
    const answer = await api.ask(network.shopKey, readCode, { params: { shipment: shipment.id } })
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict/state' } })
  })

  test('twice is refused', async () => {
    const { id } = await network.announce()
    const asked = { params: { shipment: id }, body: { reason: 'no' } }
    await api.call(network.shopKey, cancelShipment, asked)
    expect(await api.ask(network.shopKey, cancelShipment, asked)).toMatchObject({ status: 409 })
  })
})

describe('finding shipments', () => {
  test('pages are complete and overlap nowhere, newest first', async () => {
    const made: string[] = []
    for (let i = 0; i < 5; i++)
      made.push((await network.announce({ parcels: [aParcel('PAGED')] })).id)
    const seen: string[] = []
    for (let after: string | null = null, pages = 0; pages < 10; pages++) {
      const query: object = { label: 'PAGED', limit: 2, ...(after === null ? {} : { after }) }
      const page = await api.call(network.shopKey, listShipments, { query })
      seen.push(...page.items.map(({ id }) => id))
      after = page.next
      if (after === null) break
    }
    expect(seen).toEqual(made.toSorted().toReversed())
  })

  test('filters by reference, phone, locker and status together', async () => {
    const { id } = await network.announce({
      reference: 'FIND-ME',
      recipient: { phone: '+4930111222' },
    })
    const query = {
      reference: 'FIND-ME',
      phone: '+4930111222',
      locker: network.locker.id,
      status: 'announced' as const,
    }
    const page = await api.call(network.shopKey, listShipments, { query })
    expect(page.items.map((shipment) => shipment.id)).toEqual([id])
    const other = { query: { ...query, status: 'collected' as const } }
    expect((await api.call(network.shopKey, listShipments, other)).items).toEqual([])
  })

  test("shows nobody another shop's things", async () => {
    const { id, parcels } = await network.announce({ parcels: [aParcel('SECRET')] })
    const params = { shipment: id }
    const parcel = { parcel: parcels[0]?.id as never }
    const { rivalKey } = network
    expect(await api.ask(rivalKey, readShipment, { params })).toMatchObject({ status: 404 })
    expect(await api.ask(rivalKey, readCode, { params })).toMatchObject({ status: 404 })
    expect(await api.ask(rivalKey, readShipmentTimeline, { params })).toMatchObject({ status: 404 })
    expect(await api.ask(rivalKey, readParcelTimeline, { params: parcel })).toMatchObject({
      status: 404,
    })
    const label = { query: { label: 'SECRET' } }
    expect((await api.call(rivalKey, findParcels, label)).items).toEqual([])
    expect((await api.call(rivalKey, listShipments, label)).items).toEqual([])
    const named = await api.ask(rivalKey, listShipments, {
      query: { organization: network.shop.id },
    })
    expect(named).toMatchObject({ status: 403 })
  })
})

test('a timeline begins with the announcement and names the key behind it', async () => {
  const { id } = await network.announce()
  const { events } = await api.call(network.shopKey, readShipmentTimeline, {
    params: { shipment: id },
  })
  expect(events).toMatchObject([{ kind: 'announced', actor: { kind: 'key' }, entry: null }])
})

test('asking for room tells too big from full, and takes no key for it', async () => {
  const ask = (parcels: object[]) =>
    api.call(network.shopKey, checkShipment, {
      body: { locker: network.locker.id, parcels: parcels as never },
    })
  // Nothing was heard of this locker yet, and unknown is never read as free.
  expect(await ask([{ size: { height: 70, width: 300, depth: 400 }, grams: 500 }])).toEqual({
    fits: true,
    roomNow: false,
    parcels: [{ why: 'full', cellType: 'A' }],
  })
  expect(await ask([{ size: null, grams: 900_000 }])).toMatchObject({
    fits: false,
    parcels: [{ why: 'too-big', cellType: null }],
  })
})

const aParcel = (label: string) => ({
  label,
  size: { height: 60, width: 200, depth: 300 },
  grams: 800,
})
