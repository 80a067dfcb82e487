import { idOf } from '@cubby/kit/ids'
import { must } from '@cubby/kit/assert'
import { minutes } from '@cubby/kit/clock'
import { scopes } from '@cubby/protocol/operation'
import {
  exportActivity,
  exportActivityLines,
} from '@cubby/protocol/operations/activity/export-activity'
import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { allOperations } from '@cubby/protocol/operations/all'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { unblockCell } from '@cubby/protocol/operations/commands/unblock-cell'
import { blockCell } from '@cubby/protocol/operations/commands/block-cell'
import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { revokeCourier } from '@cubby/protocol/operations/couriers/revoke-courier'
import { createKey } from '@cubby/protocol/operations/keys/create-key'
import { revokeKey } from '@cubby/protocol/operations/keys/revoke-key'
import { createEnrolmentCode } from '@cubby/protocol/operations/lockers/create-enrolment-code'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import { updateOrganization } from '@cubby/protocol/operations/organizations/update-organization'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { changeRecipient } from '@cubby/protocol/operations/shipments/change-recipient'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { readShipment } from '@cubby/protocol/operations/shipments/read-shipment'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import { removeStaff } from '@cubby/protocol/operations/staff/remove-staff'
import { resetStaff } from '@cubby/protocol/operations/staff/reset-staff'
import { createWebhook } from '@cubby/protocol/operations/webhooks/create-webhook'
import { deleteWebhook } from '@cubby/protocol/operations/webhooks/delete-webhook'
import { rotateWebhookSecret } from '@cubby/protocol/operations/webhooks/rotate-webhook-secret'
import { testWebhook } from '@cubby/protocol/operations/webhooks/test-webhook'
import { sampleOf } from '@cubby/testing/api/sample'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { aColleague, askAuth, asPage, signedIn } from '@cubby/testing/api/staff'
import { textOfTable } from '@cubby/testing/api/table-digest'
import { type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtInRoleIds } from '../roles/built-in.ts'
import { isWrite } from '../http/route.ts'

const support = idOf('rol', builtInRoleIds.support)
let api: TestApi
let network: SmallNetwork
let person: SignedIn & { id: string; email: string }
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  person = await signedIn(api)
})
afterAll(() => api[Symbol.asyncDispose]())

type Query = NonNullable<Parameters<typeof api.ask<typeof listActivity>>[2]>['query']
const page = () => asPage(person)
const list = async (query: Query = {}) =>
  (await api.call(api.operator, listActivity, { query: { limit: 200, ...query } })).items
const rows = () => api.ctx.db.selectFrom('activity').select(['operation', 'thing']).execute()

describe('every write', () => {
  const writes = allOperations
    .filter(isWrite)
    .map((operation) => [operation.id, operation] as const)

  test.each(writes)(
    '%s leaves a row when it went well, and none when it did not',
    async (id, op) => {
      const before = (await rows()).length
      const caller = op.staffOnly ? page() : api.operator
      const { status } = await api.ask(caller, op, sampleOf(op) as object)
      const added = (await rows()).slice(before)
      if (status >= 300) expect(added).toEqual([])
      else expect(added.map(({ operation }) => operation)).toContain(id)
    },
  )

  test('names the thing, and says what was before and after', async () => {
    const { operator } = api
    const { carrier, shop, locker, shopKey, announce } = network
    const courier = await api.call(operator, createCourier, {
      body: { organization: carrier.id, name: 'Anna', badge: 'B-77', pin: '4711' },
    })
    await api.call(operator, revokeCourier, { params: { courier: courier.id } })
    const key = await api.call(shopKey, createKey, {
      body: { name: 'till', scopes: ['keys:read'] },
    })
    await api.call(shopKey, revokeKey, { params: { key: key.id } })
    const params = { webhook: await aWebhook() }
    await api.call(shopKey, testWebhook, { params })
    await api.call(shopKey, rotateWebhookSecret, { params })
    await api.call(shopKey, deleteWebhook, { params })
    const code = await api.call(operator, createEnrolmentCode, { params: { locker: locker.id } })
    const { cells } = await api.call(operator, readCells, { params: { locker: locker.id } })
    const door = { locker: locker.id, cell: must(cells[0], 'it has cells').cell }
    const body = { reason: 'a wasp sits inside' }
    await api.call(page(), openCell, { params: door, body })
    await api.call(page(), blockCell, { params: door, body })
    await api.call(page(), unblockCell, { params: door, body })
    const shipment = await announce()
    const named = { params: { shipment: shipment.id } }
    await api.call(shopKey, changeRecipient, { ...named, body: { email: 'bob@example.org' } })
    await api.call(shopKey, cancelShipment, { ...named, body: { reason: 'sold out' } })
    const staff = await api.call(page(), createStaff, {
      body: { name: 'Lee', email: 'lee@example.org', role: support, reach: { kind: 'network' } },
    })
    const reset = await api.call(page(), resetStaff, { params: { staff: staff.id } })
    await api.call(page(), removeStaff, { params: { staff: staff.id } })
    const history = async (thing: string) =>
      (await list({ thing })).map(({ operation, what }) => `${what} ${operation}`).toReversed()
    expect(await history(courier.id)).toEqual(['create courier.create', 'change courier.revoke'])
    expect(await history(key.id)).toEqual(['create key.create', 'change key.revoke'])
    expect(await history(params.webhook)).toEqual([
      'create webhook.create',
      'do webhook.test',
      'do webhook.rotate-secret',
      'delete webhook.delete',
    ])
    expect((await history(locker.id)).slice(-4)).toEqual([
      'do locker.enrolment-code',
      'do cell.open',
      'do cell.block',
      'do cell.unblock',
    ])
    expect(await history(staff.id)).toEqual([
      'create staff.create',
      'change staff.reset',
      'delete staff.remove',
    ])
    const [cancelled, changed] = await list({ thing: shipment.id })
    expect(cancelled).toMatchObject({ reason: 'sold out', organization: shop.id })
    expect(changed).toMatchObject({
      before: { recipient: { email: 'ann@example.org' } },
      after: { recipient: { email: 'bob@example.org' } },
    })
    expect(Object.keys(changed?.before ?? {})).toEqual(['recipient'])
    const kept = await textOfTable(api.ctx.db, 'activity')
    for (const secret of [key.secret, code.code, staff.password, reset.password, '4711', 'B-77'])
      expect(kept).not.toContain(secret)
  })

  test('says who did it, from where and why', async () => {
    const [opened] = await list({ operation: 'cell.open' })
    expect(opened).toMatchObject({
      by: { kind: 'staff', name: 'Kim Field' },
      address: '127.0.0.1',
      agent: 'lightMyRequest',
      reason: 'a wasp sits inside',
    })
    const byPerson = await list({ doer: opened?.by.id as `stf_${string}` })
    expect(byPerson.length).toBeGreaterThan(3)
    expect(await list({ q: 'wasp insi' })).toHaveLength(3)
    expect(await list({ q: 'hornet' })).toEqual([])
  })

  test('repeated under its key leaves no second row', async () => {
    const asked = {
      params: { organization: network.shop.id },
      body: { name: 'The Reading Room' },
      idempotencyKey: 'once',
    }
    await api.call(api.operator, updateOrganization, asked)
    await api.call(api.operator, updateOrganization, asked)
    const told = await list({ thing: network.shop.id, operation: 'organization.update' })
    expect(told).toMatchObject([{ before: { name: 'The Reading Corner' } }])
    expect(told[0]?.after).toEqual({ name: 'The Reading Room' })
  })
})

async function aWebhook() {
  const body = { url: 'https://hooks.example.org/cubby', events: ['shipment.ready' as const] }
  return (await api.call(network.shopKey, createWebhook, { body })).id
}

describe('an organization', () => {
  test('sees what was done to its things, and not from where others called', async () => {
    const told = await api.call(network.shopKey, listActivity)
    expect(told.items.length).toBeGreaterThan(3)
    expect(new Set(told.items.map(({ organization }) => organization))).toEqual(
      new Set([network.shop.id]),
    )
    const foreign = told.items.filter(({ by }) => by.organization === null)
    expect(foreign.length).toBeGreaterThan(0)
    expect(foreign.every(({ address, agent }) => address === null && agent === null)).toBe(true)
    const query = { organization: network.shop.id } as never
    expect(await api.ask(network.rivalKey, listActivity, { query })).toMatchObject({ status: 403 })
  })
})

test('pages follow on from each other without a gap, and end', async () => {
  const all = (await rows()).length
  const seen: string[] = []
  for (let after: string | null | undefined; after !== null;) {
    const query = { limit: 7, ...(after === undefined ? {} : { after: after as `act_${string}` }) }
    const told = await api.call(api.operator, listActivity, { query })
    seen.push(...told.items.map(({ id }) => id))
    after = told.next
  }
  expect(new Set(seen).size).toBe(all)
  expect(seen).toHaveLength(all)
})

test('it is downloaded as CSV and as JSON Lines, with the same filters', async () => {
  const query = { operation: 'cell.open' }
  const csv = await api.ask(api.operator, exportActivity, { query })
  expect(csv.text).toContain('a wasp sits inside')
  expect(csv.text.trim().split('\r\n')).toHaveLength(2)
  const lines = await api.ask(api.operator, exportActivityLines, { query })
  expect(
    lines.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([{ operation: 'cell.open', reason: 'a wasp sits inside' }])
})

describe('staff who read what tells of people', () => {
  const reads = (query: Query = {}) => list({ what: 'read', ...query })

  test('leave a row once a minute, which says what was asked but not for whom', async () => {
    const reader = await signedIn(api)
    const ask = () =>
      api.call(asPage(reader), listShipments, {
        query: { phone: '+4915112345678', status: 'announced', locker: network.locker.id },
      })
    await ask()
    await ask()
    const filters = { phone: '…', status: 'announced', locker: network.locker.id, sort: '-created' }
    expect(await reads({ operation: 'shipment.list' })).toMatchObject([{ after: { filters } }])
    await api.clock.advance(minutes(2))
    await ask()
    expect(await reads({ operation: 'shipment.list' })).toHaveLength(2)
    await api.call(asPage(reader), listCouriers, { query: { q: 'Anna' } })
    expect(JSON.stringify(await reads())).not.toContain('Anna')
  })

  test('a reading names its thing; programs that read leave nothing', async () => {
    const shipment = await network.announce()
    const params = { shipment: shipment.id }
    await api.call(network.shopKey, readShipment, { params })
    expect(await reads({ thing: shipment.id })).toEqual([])
    await api.call(page(), readShipment, { params })
    expect(await reads({ thing: shipment.id })).toMatchObject([{ operation: 'shipment.read' }])
  })
})

describe('signing in', () => {
  test('and out is written down, failures once with their number', async () => {
    const colleague = await aColleague(api)
    const { email } = colleague
    for (let n = 0; n < 4; n++)
      await askAuth(api, 'sign-in/email', { email, password: `wrong ${n}` })
    const { cookie } = await askAuth(api, 'sign-in/email', { email, password: colleague.password })
    await askAuth(api, 'sign-out', {}, { cookie })
    const told = (await list({ what: 'sign-in' })).slice(0, 3)
    expect(told).toMatchObject([
      { operation: 'staff.sign-out', by: { kind: 'staff', name: 'Kim Field' } },
      { operation: 'staff.sign-in', after: { failedBefore: 4 }, address: '127.0.0.1' },
      { operation: 'staff.sign-in-failed', by: { kind: 'system', id: null } },
    ])
    expect(told[2]?.thing).toBe(told[1]?.thing)
  })

  test('wrong passwords without an end are one row for the first, one for the lock', async () => {
    const { email } = await aColleague(api)
    const before = (await rows()).length
    for (let n = 0; n < 15; n++) await askAuth(api, 'sign-in/email', { email, password: 'wrong' })
    const added = (await rows()).slice(before).map(({ operation }) => operation)
    expect(added.toSorted()).toEqual(['staff.sign-in-failed', 'staff.sign-in-locked'])
  })

  test('a new password is told, and never what it is', async () => {
    const { email, password } = await aColleague(api)
    const { cookie } = await askAuth(api, 'sign-in/email', { email, password })
    const newPassword = 'quite another one 77'
    const body = { currentPassword: password, newPassword }
    await askAuth(api, 'change-password', body, { cookie })
    expect(await list({ operation: 'staff.change-password' })).toHaveLength(1)
    const kept = await textOfTable(api.ctx.db, 'activity')
    expect(kept).not.toContain(newPassword)
  })
})

test('the scope activity:read is enough to read it', async () => {
  const none = await api.key({ scopes: scopes.filter((scope) => scope !== 'activity:read') })
  expect(await api.ask(none, listActivity)).toMatchObject({ status: 403 })
  expect(await api.ask(await api.key({ scopes: ['activity:read'] }), listActivity)).toMatchObject({
    status: 200,
  })
})
