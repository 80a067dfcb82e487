import { idOf } from '@cubby/kit/ids'
import { type Scope, scopes } from '@cubby/protocol/operation'
import { scopesForNetworkOnly } from '@cubby/protocol/reach-of-scopes'
import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { createRole } from '@cubby/protocol/operations/roles/create-role'
import { listRoles } from '@cubby/protocol/operations/roles/list-roles'
import { readRole } from '@cubby/protocol/operations/roles/read-role'
import { endSession } from '@cubby/protocol/operations/sessions/end-session'
import { endSessions } from '@cubby/protocol/operations/sessions/end-sessions'
import { listSessions } from '@cubby/protocol/operations/sessions/list-sessions'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import type { Reach } from '@cubby/protocol/operations/staff/reach'
import { readMe } from '@cubby/protocol/operations/staff/read-me'
import { readStaff } from '@cubby/protocol/operations/staff/read-staff'
import { removeStaff } from '@cubby/protocol/operations/staff/remove-staff'
import { resetStaff } from '@cubby/protocol/operations/staff/reset-staff'
import { resumeStaff } from '@cubby/protocol/operations/staff/resume-staff'
import { suspendStaff } from '@cubby/protocol/operations/staff/suspend-staff'
import { updateStaff } from '@cubby/protocol/operations/staff/update-staff'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { aColleague, asPage, askAuth, signedIn } from '@cubby/testing/api/staff'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { ownOrigin, type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtInRoleIds } from '../roles/built-in.ts'

const open = scopes.filter((scope) => !scopesForNetworkOnly.has(scope))
const everywhere: Reach = { kind: 'network' }
const of = (organization: `org_${string}`): Reach => ({ kind: 'organization', organization })

let api: TestApi
let network: SmallNetwork
let roles: Awaited<ReturnType<typeof someRoles>>
/** Leads the people of the shop. */
let lead: SignedIn
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  roles = await someRoles()
  lead = asPage(await signedIn(api, { role: roles.lead, reach: of(network.shop.id) }))
})
afterAll(() => api[Symbol.asyncDispose]())

const aRole = async (name: string, permissions: readonly Scope[]) =>
  (await api.call(api.operator, createRole, { body: { name, permissions: [...permissions] } })).id

async function someRoles() {
  const own: Scope[] = ['staff:read', 'staff:write', 'shipments:read', 'activity:read']
  return {
    lead: await aRole('Lead of a shop', own),
    clerk: await aRole('Clerk', ['shipments:read']),
    keys: await aRole('Keys of a shop', ['shipments:read', 'keys:write']),
    hall: await aRole('Hall', ['shipments:read', 'network:write']),
    everything: await aRole('All that is open', open),
  }
}

let hired = 0
const hire = (over: { role?: `rol_${string}`; reach?: Reach } = {}, person = lead) =>
  api.ask(person, createStaff, {
    body: {
      name: 'Robin Dale',
      email: `robin-${++hired}@shop.example`,
      role: roles.clerk,
      reach: of(network.shop.id),
      ...over,
    },
  })
async function aClerk() {
  const { status, body } = await hire()
  expect(status).toBe(201)
  return body as { id: `stf_${string}`; email: string; password: string }
}
const enter = async ({ email, password }: { email: string; password: string }) => {
  const { status, cookie } = await askAuth(api, 'sign-in/email', { email, password })
  return { status, person: { cookie, origin: ownOrigin } }
}

describe('who leads the people of an organization', () => {
  test('hires somebody, who signs in and is of that organization', async () => {
    const { person } = await enter(await aClerk())
    expect(await api.call(person, readMe)).toMatchObject({
      role: { id: roles.clerk },
      reach: of(network.shop.id),
    })
  })

  test('sees its people and nobody else', async () => {
    await signedIn(api, { role: roles.lead, reach: of(network.rival.id) })
    const { items } = await api.call(lead, listStaff)
    expect(new Set(items.map(({ reach }) => JSON.stringify(reach)))).toEqual(
      new Set([JSON.stringify(of(network.shop.id))]),
    )
    const query = { organization: network.rival.id }
    expect(await api.ask(lead, listStaff, { query })).toMatchObject({ status: 403 })
  })

  test('lets nobody reach beyond the organization, and does not learn which others exist', async () => {
    const reaches: Reach[] = [
      everywhere,
      of(network.rival.id),
      of(api.ctx.ids.mint('org')),
      { kind: 'lockers', lockers: [network.locker.id] },
      { kind: 'segments', segments: [api.ctx.ids.mint('seg')] },
    ]
    const { id: staff } = await aClerk()
    for (const reach of reaches) {
      const refusal = {
        status: 422,
        body: { errors: [{ pointer: '/reach', code: 'not-allowed' }] },
      }
      expect(await hire({ reach })).toMatchObject(refusal)
      const moved = await api.ask(lead, updateStaff, { params: { staff }, body: { reach } })
      expect(moved).toMatchObject(refusal)
    }
  })

  test("gives no role that may do more than he may, or what is the network operator's", async () => {
    const refusal = { status: 422, body: { errors: [{ pointer: '/role', code: 'not-allowed' }] } }
    const administrator = idOf('rol', builtInRoleIds.administrator)
    const { id: staff } = await aClerk()
    for (const role of [roles.keys, roles.hall, roles.everything, administrator]) {
      expect(await hire({ role })).toMatchObject(refusal)
      const params = { staff }
      expect(await api.ask(lead, updateStaff, { params, body: { role } })).toMatchObject(refusal)
    }
    // Who was made an administrator of it may hand on all that is open to organizations, and no more.
    const boss = asPage(await signedIn(api, { reach: of(network.shop.id) }))
    expect(await hire({ role: roles.everything }, boss)).toMatchObject({ status: 201 })
    for (const role of [roles.hall, administrator, idOf('rol', builtInRoleIds.support)])
      expect(await hire({ role }, boss)).toMatchObject(refusal)
  })

  test('does not raise himself, nor take over who may do more', async () => {
    const { id: own } = await api.call(lead, readMe)
    const raise = { params: { staff: own }, body: { role: roles.clerk } }
    expect(await api.ask(lead, updateStaff, raise)).toMatchObject({ status: 409 })
    const rename = { params: { staff: own }, body: { name: 'Kim Hill' } }
    expect(await api.ask(lead, updateStaff, rename)).toMatchObject({ status: 200 })
    const boss = await aColleague(api, { reach: of(network.shop.id) })
    const params = { staff: idOf('stf', boss.id) }
    const answers = [
      await api.ask(lead, updateStaff, { params, body: { role: roles.clerk } }),
      await api.ask(lead, resetStaff, { params }),
      await api.ask(lead, removeStaff, { params }),
      await api.ask(lead, suspendStaff, { params }),
      await api.ask(lead, endSessions, { params }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
  })

  test('finds the people of another organization and of the operator not to exist', async () => {
    for (const reach of [of(network.rival.id), everywhere]) {
      const other = await signedIn(api, { role: roles.clerk, reach })
      const params = { staff: idOf('stf', other.id) }
      const { items } = await api.call(api.operator, listSessions, { params })
      const session = items[0]?.id ?? expect.fail()
      const before = await tableDigest(api.ctx.db)
      const answers = [
        await api.ask(lead, readStaff, { params }),
        await api.ask(lead, updateStaff, { params, body: { name: 'Mine' } }),
        await api.ask(lead, resetStaff, { params }),
        await api.ask(lead, removeStaff, { params }),
        await api.ask(lead, suspendStaff, { params }),
        await api.ask(lead, resumeStaff, { params }),
        await api.ask(lead, listSessions, { params }),
        await api.ask(lead, endSessions, { params }),
        await api.ask(lead, endSession, { params: { ...params, session } }),
      ]
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
      expect(await tableDigest(api.ctx.db)).toEqual(before)
    }
  })

  test('gives another role, a new password, and ends sessions of his own people', async () => {
    const clerk = await aClerk()
    const { person } = await enter(clerk)
    const params = { staff: clerk.id }
    expect((await api.call(lead, listSessions, { params })).items).toHaveLength(1)
    expect(await api.ask(lead, endSessions, { params })).toMatchObject({ status: 204 })
    expect(await api.ask(person, readMe)).toMatchObject({ status: 401 })
    const { password } = await api.call(lead, resetStaff, { params })
    expect((await enter(clerk)).status).toBe(401)
    expect((await enter({ ...clerk, password })).status).toBe(200)
    const role = await aRole('Reader', ['activity:read'])
    const told = await api.call(lead, updateStaff, { params, body: { role } })
    expect(told).toMatchObject({ role: { id: role } })
    expect(await api.ask(lead, removeStaff, { params })).toMatchObject({ status: 204 })
    expect(await api.ask(lead, readStaff, { params })).toMatchObject({ status: 404 })
  })

  test('sees the roles that are open to organizations, with his own people alone', async () => {
    await signedIn(api, { role: roles.clerk })
    const { items } = await api.call(lead, listRoles)
    const names = items.map(({ name }) => name)
    for (const name of ['Clerk', 'Keys of a shop', 'All that is open'])
      expect(names).toContain(name)
    expect(names).not.toContain('Hall')
    const query = { role: roles.clerk, limit: 200 }
    const own = (await api.call(lead, listStaff, { query })).items
    expect(items.find(({ id }) => id === roles.clerk)?.people).toBe(own.length)
    const hidden = { params: { role: roles.hall } }
    expect(await api.ask(lead, readRole, hidden)).toMatchObject({ status: 404 })
    await aColleague(api, { role: roles.hall, reach: of(network.shop.id) })
    expect(await api.ask(lead, readRole, hidden)).toMatchObject({ status: 200 })
  })

  test('reads of his people in the activity, also what the operator did with them', async () => {
    const { id } = await aClerk()
    const params = { staff: id }
    await api.call(api.operator, updateStaff, { params, body: { name: 'Robin Vale' } })
    const { items } = await api.call(lead, listActivity, { query: { thing: id } })
    expect(items.map(({ operation }) => operation)).toEqual(['staff.update', 'staff.create'])
  })
})

describe('a person who is suspended', () => {
  test('is out at once, signs in only to be told, and goes on when resumed', async () => {
    const made = await aColleague(api, { role: roles.clerk, reach: of(network.shop.id) })
    const { person } = await enter(made)
    const params = { staff: idOf('stf', made.id) }
    const told = await api.call(lead, suspendStaff, { params })
    expect(told.suspendedAt).not.toBeNull()
    expect(await api.call(lead, suspendStaff, { params })).toEqual(told)
    expect(await api.ask(person, listShipments)).toMatchObject({ status: 401 })
    const again = (await enter(made)).person
    const refused = { status: 403, body: { code: 'auth/suspended' } }
    expect(await api.ask(again, listShipments)).toMatchObject(refused)
    expect(await api.ask(again, readMe)).toMatchObject({ status: 200 })
    expect((await api.call(lead, resumeStaff, { params })).suspendedAt).toBeNull()
    expect(await api.ask(again, listShipments)).toMatchObject({ status: 200 })
  })

  test('is not oneself, and not the last administrator', async () => {
    const own = { params: { staff: (await api.call(lead, readMe)).id } }
    expect(await api.ask(lead, suspendStaff, own)).toMatchObject({ status: 409 })
    const last = { params: { staff: idOf('stf', (await aColleague(api)).id) } }
    expect(await api.ask(api.operator, suspendStaff, last)).toMatchObject({ status: 409 })
    await aColleague(api)
    expect(await api.ask(api.operator, suspendStaff, last)).toMatchObject({ status: 200 })
  })
})
