import { days } from '@cubby/kit/clock'
import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { createCustomer } from '@cubby/protocol/operations/customers/create-customer'
import { resolveDispute } from '@cubby/protocol/operations/disputes/resolve-dispute'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { erasePerson } from '@cubby/protocol/operations/persons/erase-person'
import { exportPerson } from '@cubby/protocol/operations/persons/export-person'
import { readRetention, updateRetention } from '@cubby/protocol/operations/persons/retention'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { changeRecipient } from '@cubby/protocol/operations/shipments/change-recipient'
import { readShipment } from '@cubby/protocol/operations/shipments/read-shipment'
import { type DisputeId, idOf, uuidOf } from '@cubby/kit/ids'
import { anId } from '@cubby/testing/kernel/builders'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { textOfTable } from '@cubby/testing/api/table-digest'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sealActivity } from '../activity/seal-activity.ts'
import { verifyActivity } from '../activity/verify-activity.ts'
import { timestamp } from '../db/tables/column.ts'
import { queueMessages } from '../notifications/pg/queue-messages.ts'
import { eraseDue } from './erase-due.ts'

let api: TestApi
let network: SmallNetwork
beforeEach(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterEach(() => api[Symbol.asyncDispose]())

const phone = '+48601234567'
const email = 'eva@example.org'
const secrets = [phone, email, 'Eva Sample', 'eva.old@example.org']

/** A customer with a shipment that was called off, a message about it, and a change of the recipient. */
async function eva() {
  const body = { name: 'Eva Sample', phone, email: 'Eva@example.org' }
  const customer = await api.call(api.operator, createCustomer, { body })
  const recipient = { phone, email: 'eva.old@example.org' }
  const shipment = await network.announce({ recipient, parcels: [{ label: 'EVA-1', grams: 1 }] })
  const params = { shipment: shipment.id }
  await api.call(network.shopKey, changeRecipient, { params, body: { email } })
  const message = {
    organization: uuidOf(network.shop.id),
    shipment: uuidOf(shipment.id),
    kind: 'shipment.ready',
    channel: 'email',
    recipient: email,
    locale: 'en',
    data: {},
    dedupeKey: shipment.id,
  } as const
  await api.ctx.db
    .transaction()
    .execute((trx) => queueMessages(trx, api.ctx, [message], api.clock.now()))
  const cancel = (reason: string) =>
    api.call(network.shopKey, cancelShipment, { params, body: { reason } })
  return { customer, shipment, params, cancel }
}

/** Somebody complained at a locker, and how it ended was written down. */
async function aDispute(nth: number, note: string): Promise<DisputeId> {
  const alarm = uuidOf(api.ctx.ids.mint('dsp'))
  await api.ctx.db
    .insertInto('alarm')
    .values({
      id: alarm,
      locker_id: uuidOf(network.locker.id),
      kind: 'stay.disputed',
      cell_id: uuidOf(anId('cel', nth)),
      detail: JSON.stringify({
        journal: anId('jrn', nth),
        seq: 1,
        stay: anId('sty', nth),
        problem: 'wrong',
      }),
      at: timestamp(api.clock.now()),
      dedupe_key: `dispute ${nth}`,
    })
    .execute()
  const params = { dispute: idOf('dsp', alarm) }
  await api.call(api.operator, resolveDispute, { params, body: { resolution: 'other', note } })
  return params.dispute
}

/** Everything in the tables that a person may stand in. */
async function kept() {
  const { db } = api.ctx
  const tables = [
    ...(['customer', 'shipment', 'message'] as const),
    ...(['activity', 'custody_event', 'dispute_resolution'] as const),
  ]
  return (await Promise.all(tables.map((table) => textOfTable(db, table)))).join('\n')
}

const secretsIn = (text: string) =>
  secrets.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()))

describe('a person', () => {
  test('is told everything that is kept, by any of the contacts', async () => {
    const { customer, shipment } = await eva()
    const told = await api.call(api.operator, exportPerson, { body: { email: 'EVA@example.org' } })
    expect(told).toMatchObject({
      person: { phones: [phone], emails: [email] },
      customers: [{ id: customer.id }],
      shipments: [{ id: shipment.id }],
      messages: [{ recipient: email }],
      isCut: false,
    })
    expect(told.activity.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['customer.create', 'shipment.announce', 'shipment.change-recipient']),
    )
    expect(JSON.stringify(told)).not.toContain('ann@example.org')
  })

  test('is not erased while a parcel is on its way, and is told which', async () => {
    const { shipment } = await eva()
    const before = await kept()
    const refused = await api.ask(api.operator, erasePerson, { body: { phone, reason: 'asked' } })
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'conflict/state', extra: { shipments: [shipment.id], count: 1 } },
    })
    expect(await kept()).toBe(before)
  })

  test('once erased is nowhere any more, and the chain still holds', async () => {
    const { customer, shipment, params, cancel } = await eva()
    await network.announce({ parcels: [{ label: 'ANN-1', grams: 1 }] })
    await cancel('Eva Sample does not want it')
    await sealActivity(api.ctx)
    const reason = 'request of 3 November'
    const told = await api.call(api.operator, erasePerson, {
      body: { customer: customer.id, reason },
    })
    expect(told).toEqual({ customers: 1, shipments: 1, messages: 1, activity: 3 })
    await sealActivity(api.ctx)
    const left = await kept()
    expect(secretsIn(left)).toEqual([])
    expect(left).toContain('ann@example.org')
    const verdict = await verifyActivity(api.ctx)
    expect(verdict).toMatchObject({ findings: [], erased: 3 })
    const read = await api.call(network.shopKey, readShipment, { params })
    expect(read.recipient).toMatchObject({ email: null, phone: null })
    const { items: messages } = await api.call(network.shopKey, listMessages, {
      query: { shipment: shipment.id },
    })
    expect(messages).toMatchObject([{ recipient: '', state: 'dropped' }])
    const query = { operation: 'person.erase' }
    const { items } = await api.call(api.operator, listActivity, { query })
    expect(items.every((row) => row.reason === reason)).toBe(true)
    expect(items.flatMap(({ after }) => after?.erasedRows ?? [])).toHaveLength(3)
  })

  test('is found in the notes of disputes, and goes from there too', async () => {
    const { customer, cancel } = await eva()
    await cancel('not wanted')
    const hers = await aDispute(1, `We reached her under ${phone}.`)
    await aDispute(2, 'Ann has it, ann@example.org.')
    const told = await api.call(api.operator, exportPerson, { body: { customer: customer.id } })
    expect(told.disputes.map(({ id }) => id)).toEqual([hers])
    await sealActivity(api.ctx)
    const body = { customer: customer.id, reason: 'asked' }
    await api.call(api.operator, erasePerson, { body })
    await sealActivity(api.ctx)
    const left = await kept()
    expect(secretsIn(left)).toEqual([])
    expect(left).toContain('Ann has it')
    expect(await verifyActivity(api.ctx)).toMatchObject({ findings: [] })
  })

  test('who asks for it is written down without whom it is about', async () => {
    const page = asPage(await signedIn(api))
    await api.call(page, exportPerson, { body: { phone } })
    const { items } = await api.call(api.operator, listActivity, { query: { what: 'read' } })
    expect(items).toMatchObject([
      { operation: 'person.export', after: { filters: { phone: '…' } } },
    ])
  })

  test.each<[object]>([[{}], [{ phone: 'me' }], [{ name: 'Eva' }]])(
    '%j names nobody',
    async (body) => {
      expect((await api.ask(api.operator, exportPerson, { body })).status).toBe(422)
      const erase = { ...body, reason: 'asked' }
      expect((await api.ask(api.operator, erasePerson, { body: erase })).status).toBe(422)
    },
  )
})

describe('at night', () => {
  test('what has been kept long enough goes, kind by kind', async () => {
    const { cancel } = await eva()
    await cancel('sold out')
    await api.ctx.db.updateTable('message').set({ state: 'sent' }).execute()
    await sealActivity(api.ctx)
    await eraseDue(api.ctx, api.clock.now())
    expect(await kept()).toContain(email)

    await api.clock.advance(days(181))
    await eraseDue(api.ctx, api.clock.now())
    const recipients = () => api.ctx.db.selectFrom('message').select('recipient').execute()
    expect(await recipients()).toEqual([{ recipient: '' }])
    const contacts = () =>
      api.ctx.db.selectFrom('shipment').select(['recipient_phone', 'recipient_email']).execute()
    expect(await contacts()).toMatchObject([{ recipient_phone: phone }])

    await api.clock.advance(days(185))
    await eraseDue(api.ctx, api.clock.now())
    expect(await contacts()).toEqual([{ recipient_phone: null, recipient_email: null }])
    const changes = await api.ctx.db
      .selectFrom('activity')
      .select(['before', 'after'])
      .where('operation', '=', 'shipment.change-recipient')
      .execute()
    expect(changes).toEqual([{ before: null, after: null }])

    await api.clock.advance(days(365))
    await sealActivity(api.ctx)
    await eraseDue(api.ctx, api.clock.now())
    await sealActivity(api.ctx)
    const verdict = await verifyActivity(api.ctx)
    expect(verdict).toMatchObject({ findings: [] })
    expect(verdict.head.cut_seq).toBeGreaterThan(5)

    await api.clock.advance(days(370))
    await eraseDue(api.ctx, api.clock.now())
    expect(secretsIn(await kept())).toEqual([])
  })

  test('a parcel that is still on its way, and a customer who still gets parcels, are kept', async () => {
    const { shipment } = await eva()
    await api.clock.advance(days(1_090))
    await network.announce({ recipient: { phone }, parcels: [{ label: 'EVA-2', grams: 1 }] })
    await api.clock.advance(days(20))
    await eraseDue(api.ctx, api.clock.now())
    const params = { shipment: shipment.id }
    const read = await api.call(network.shopKey, readShipment, { params })
    expect(read.recipient).toMatchObject({ phone })
    const names = await api.ctx.db.selectFrom('customer').select('name').execute()
    expect(names).toEqual([{ name: 'Eva Sample' }])
  })

  test('how long that is can be changed, within bounds', async () => {
    const set = (body: object) => api.ask(api.operator, updateRetention, { body })
    expect((await set({ messages: 0 })).status).toBe(422)
    expect((await set({ activity: 7 })).status).toBe(422)
    expect((await set({ parcels: 7 })).status).toBe(422)
    expect((await set({ messages: 7, shipments: 30 })).status).toBe(200)
    const told = await api.call(api.operator, readRetention)
    expect(told).toMatchObject({ activity: 730, messages: 7, shipments: 30, customers: 1_095 })
    const query = { operation: 'retention.update' }
    const { items } = await api.call(api.operator, listActivity, { query })
    expect(items).toMatchObject([
      { before: { messages: 180, shipments: 365 }, after: { messages: 7, shipments: 30 } },
    ])
  })
})
