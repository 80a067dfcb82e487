import { deflateSync } from 'node:zlib'
import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import { updateCourier } from '@cubby/protocol/operations/couriers/update-courier'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { listOrganizations } from '@cubby/protocol/operations/organizations/list-organizations'
import { readContacts } from '@cubby/protocol/operations/organizations/read-contacts'
import { readLogo } from '@cubby/protocol/operations/organizations/read-logo'
import { readOrganization } from '@cubby/protocol/operations/organizations/read-organization'
import { removeLogo } from '@cubby/protocol/operations/organizations/remove-logo'
import { resumeOrganization } from '@cubby/protocol/operations/organizations/resume-organization'
import { setLogo } from '@cubby/protocol/operations/organizations/set-logo'
import { suspendOrganization } from '@cubby/protocol/operations/organizations/suspend-organization'
import { updateOrganization } from '@cubby/protocol/operations/organizations/update-organization'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

const change = (body: object, key = api.operator, organization = network.shop.id) =>
  api.ask(key, updateOrganization, { params: { organization }, body })

describe('the facts of an organization', () => {
  const facts = {
    legalName: 'The Reading Corner GmbH',
    taxNumber: 'DE123456789',
    contacts: [{ role: 'billing', name: 'Ada Lovelace', email: 'ada@example.org', phone: null }],
    sender: { emailName: 'The Reading Corner', smsName: 'READING' },
    references: { customerNumber: 'K-17', contractNumber: '2026/4', mask: 'ORD-9999' },
  }

  test('are changed by itself as well, but for its name and whom it trusts', async () => {
    const { shopKey, shop } = network
    const { contacts, ...rest } = facts
    expect((await change(facts, shopKey)).body).toMatchObject({ ...rest, name: shop.name })
    const params = { organization: shop.id }
    expect(await api.call(shopKey, readContacts, { params })).toEqual({ contacts })
    for (const [field, value] of Object.entries({ name: 'Nicer', carriers: [] }))
      expect((await change({ [field]: value }, shopKey)).body).toMatchObject({
        errors: [{ pointer: `/${field}`, code: 'not-allowed' }],
      })
    // What is not named stays.
    expect((await change({ sender: { smsName: null } }, shopKey)).body).toMatchObject({
      ...rest,
      sender: { emailName: 'The Reading Corner', smsName: null },
    })
    await change({ references: { mask: null } })
  })

  test('are not for others to read or change', async () => {
    const params = { organization: network.shop.id }
    for (const operation of [readOrganization, readContacts])
      expect(await api.ask(network.rivalKey, operation, { params })).toMatchObject({ status: 404 })
    expect((await change({ legalName: 'Mine' }, network.rivalKey)).status).toBe(404)
  })

  test.each([
    ['/sender/emailName', { sender: { emailName: 'Shop\r\nBcc: all@example.org' } }],
    ['/sender/emailName', { sender: { emailName: 'ceo@bank.example' } }],
    ['/sender/emailName', { sender: { emailName: 'Shop <boss>' } }],
    ['/sender/emailName', { sender: { emailName: 'Sh\u202epo' } }],
    ['/sender/smsName', { sender: { smsName: 'MORETHANELEVEN' } }],
    ['/sender/smsName', { sender: { smsName: '+4915112345' } }],
    ['/sender/smsName', { sender: { smsName: '12345' } }],
    ['/sender/smsName', { sender: { smsName: 'Café' } }],
    ['/sender/smsName', { sender: { smsName: 'SHOP ' } }],
    ['/name', { name: 'Books\u202ekooB' }],
    ['/name', { name: 'Bo\u200boks' }],
    [
      '/contacts/0/email',
      { contacts: [{ role: 'general', name: 'Ann', email: null, phone: null }] },
    ],
    [
      '/contacts/0/email',
      { contacts: [{ role: 'general', name: 'Ann', email: 'a@b\n', phone: null }] },
    ],
    ['/contacts', { contacts: Array.from({ length: 21 }, () => facts.contacts[0]) }],
    ['/references/mask', { references: { mask: 'ORD-\\' } }],
    ['/references/mask', { references: { mask: '9'.repeat(41) } }],
    ['/rules/reminderHoursBefore/0', { rules: { storageHours: 24, reminderHoursBefore: [24] } }],
    ['/rules/reminderHoursBefore/1', { rules: { reminderHoursBefore: [6, 6] } }],
  ])('are refused at %s', async (pointer, body) => {
    const before = await tableDigest(api.ctx.db)
    const { status, body: told } = await change(body)
    expect(status).toBe(422)
    const { errors } = told as unknown as { errors: { pointer: string }[] }
    expect(new Set(errors.map((error) => error.pointer))).toEqual(new Set([pointer]))
    expect(await tableDigest(api.ctx.db)).toEqual(before)
  })

  test('say what it may do: a vending operator announces nothing, a service employs couriers', async () => {
    const make = (kind: 'vending-operator' | 'service' | 'tenant') =>
      api.call(api.operator, createOrganization, { body: { name: `A ${kind}`, kind } })
    const vending = await make('vending-operator')
    const body = { ...network.anAnnouncement(), organization: vending.id }
    expect((await api.ask(api.operator, announceShipment, { body })).body).toMatchObject({
      errors: [{ pointer: '/organization', code: 'not-allowed' }],
    })
    const service = await make('service')
    const courier = { organization: service.id, name: 'Bo', badge: '55001' }
    expect(await api.ask(api.operator, createCourier, { body: courier })).toMatchObject({
      status: 201,
    })
    const { items } = await api.call(api.operator, listOrganizations, {
      query: { kind: 'service' },
    })
    expect(items.map(({ id }) => id)).toEqual([service.id])
  })
})

test('references have the form that the organization has said', async () => {
  await change({ references: { mask: 'ORD-9999' } })
  const announce = (reference: string) =>
    api.ask(network.shopKey, announceShipment, {
      body: network.anAnnouncement({ reference, parcels: [{ label: reference, grams: 10 }] }),
    })
  expect((await announce('ORD-12')).body).toMatchObject({
    errors: [{ pointer: '/reference', code: 'wrong-format' }],
  })
  expect(await announce('ORD-1234')).toMatchObject({ status: 201 })
  await change({ references: { mask: null } })
})

describe('a suspended organization', () => {
  const feedOf = (stream: string) =>
    api.ctx.db
      .selectFrom('feed_item')
      .select(['key', 'dead'])
      .where('stream_id', '=', stream)
      .execute()

  test('has no key and no courier any more, and what is inside can still be collected', async () => {
    const { carrier, shop, shopKey } = network
    const courier = await api.call(api.operator, createCourier, {
      body: { organization: carrier.id, name: 'Anna', badge: '60001' },
    })
    const carrierKey = await api.key({ organization: null })
    const shipment = await network.announce({ carrier: carrier.id })
    const suspend = (organization: typeof shop.id) =>
      api.call(api.operator, suspendOrganization, {
        params: { organization },
        body: { reason: 'unpaid' },
      })
    api.poked.length = 0
    expect(await suspend(carrier.id)).toMatchObject({
      status: 'suspended',
      suspendedReason: 'unpaid',
    })
    expect(api.poked).toContain(`org:${carrier.id}`)
    const key = `courier:${courier.id}`
    expect(await feedOf(`org:${carrier.id}`)).toContainEqual({ key, dead: true })
    // Nobody new is let in meanwhile, and it is no carrier for others.
    const body = { organization: carrier.id, name: 'Bo', badge: '60002' }
    expect((await api.ask(api.operator, createCourier, { body })).body).toMatchObject({
      code: 'auth/suspended',
    })
    await api.call(api.operator, updateCourier, {
      params: { courier: courier.id },
      body: { name: 'Anna B.' },
    })
    expect(await feedOf(`org:${carrier.id}`)).toContainEqual({ key, dead: true })
    const other = network.anAnnouncement({ carrier: carrier.id, reference: 'later' })
    expect((await api.ask(shopKey, announceShipment, { body: other })).body).toMatchObject({
      errors: [{ pointer: '/carrier' }],
    })

    await suspend(shop.id)
    expect(await api.ask(shopKey, listOrganizations)).toMatchObject({
      status: 403,
      body: { code: 'auth/suspended' },
    })
    expect(await api.ask(carrierKey, listOrganizations)).toMatchObject({ status: 200 })
    const grants = (await feedOf(`locker:${network.locker.id}`)).filter(({ key: item }) =>
      item.startsWith('grant:'),
    )
    expect(grants.length).toBeGreaterThan(0)
    expect(grants.every(({ dead }) => !dead)).toBe(true)
    expect(shipment.status).toBe('announced')

    for (const organization of [carrier.id, shop.id])
      await api.call(api.operator, resumeOrganization, { params: { organization } })
    expect(await feedOf(`org:${carrier.id}`)).toContainEqual({ key, dead: false })
    expect(await api.ask(shopKey, listOrganizations)).toMatchObject({ status: 200 })
  })
})

describe('the own staff of an organization', () => {
  test('sees and changes its own facts, and does nothing while it is suspended', async () => {
    const { shop, rival } = network
    const organization = shop.id
    const person = asPage(await signedIn(api, { reach: { kind: 'organization', organization } }))
    const params = { organization }
    expect(await api.ask(person, readOrganization, { params })).toMatchObject({ status: 200 })
    expect(
      await api.ask(person, readOrganization, { params: { organization: rival.id } }),
    ).toMatchObject({ status: 404 })
    const body = { legalName: 'The Reading Corner AG' }
    expect(await api.ask(person, updateOrganization, { params, body })).toMatchObject({
      status: 200,
      body,
    })
    const reason = { reason: 'unpaid' }
    expect(await api.ask(person, suspendOrganization, { params, body: reason })).toMatchObject({
      status: 403,
    })
    await api.call(api.operator, suspendOrganization, { params, body: reason })
    expect(await api.ask(person, readOrganization, { params })).toMatchObject({
      status: 403,
      body: { code: 'auth/suspended' },
    })
    await api.call(api.operator, resumeOrganization, { params })
    expect(await api.ask(person, readOrganization, { params })).toMatchObject({ status: 200 })
  })
})

describe('a logo', () => {
  const set = (data: Buffer | string, key = network.shopKey) =>
    api.ask(key, setLogo, {
      params: { organization: network.shop.id },
      body: { data: typeof data === 'string' ? data : data.toString('base64') },
    })

  test('is shown as the picture that it is, and may do nothing', async () => {
    const bytes = png(64, 64)
    expect(await set(bytes)).toMatchObject({
      status: 200,
      body: { logoChangedAt: expect.any(String) },
    })
    const url = `/v1/organizations/${network.shop.id}/logo`
    const headers = { authorization: `Bearer ${network.shopKey}` }
    const reply = await api.app.inject({ method: 'GET', url, headers })
    expect(reply.rawPayload.equals(bytes)).toBe(true)
    expect(reply.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    const params = { organization: network.shop.id }
    expect(await api.ask(network.rivalKey, readLogo, { params })).toMatchObject({ status: 404 })
    await api.call(network.shopKey, removeLogo, { params })
    expect(await api.ask(network.shopKey, readLogo, { params })).toMatchObject({ status: 404 })
  })

  test.each([
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    [
      'an SVG after the first bytes of a PNG',
      Buffer.from('\u0089PNG\r\n\u001a\n<svg onload="x">', 'latin1'),
    ],
    ['HTML', Buffer.from('<!doctype html><script>1</script>'.padEnd(100))],
    ['a GIF', Buffer.from('GIF89a'.padEnd(60, '\0'), 'latin1')],
    ['nothing', Buffer.alloc(0)],
    ['a picture that unfolds to 4 gigapixels', png(65_535, 65_535)],
    ['300 KiB', Buffer.concat([png(10, 10), Buffer.alloc(300 * 1024)])],
    ['no base64', 'data:image/png;base64,AAAA'],
  ])('is not %s', async (_, data) => {
    expect(await set(data)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/data' }] } })
  })

  test('of ten megabytes is not even read', async () => {
    expect(await set(Buffer.alloc(10 * 1024 * 1024))).toMatchObject({ status: 413 })
  })
})

/** A picture of one colour; the sizes are what it says of itself. */
function png(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(100))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
