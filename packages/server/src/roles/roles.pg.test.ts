import { type Scope, scopes } from '@cubby/protocol/operation'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { listOrganizations } from '@cubby/protocol/operations/organizations/list-organizations'
import { createRole } from '@cubby/protocol/operations/roles/create-role'
import { listRoles } from '@cubby/protocol/operations/roles/list-roles'
import { readRole } from '@cubby/protocol/operations/roles/read-role'
import { removeRole } from '@cubby/protocol/operations/roles/remove-role'
import { updateRole } from '@cubby/protocol/operations/roles/update-role'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import { readMe } from '@cubby/protocol/operations/staff/read-me'
import { removeStaff } from '@cubby/protocol/operations/staff/remove-staff'
import { resetStaff } from '@cubby/protocol/operations/staff/reset-staff'
import { updateStaff } from '@cubby/protocol/operations/staff/update-staff'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let api: TestApi
let boss: SignedIn
beforeAll(async () => {
  api = await testApi()
  boss = asPage(await signedIn(api))
})
afterAll(() => api[Symbol.asyncDispose]())

const everywhere = { kind: 'network' } as const
let made = 0
const newRole = (permissions: Scope[], over: object = {}) =>
  api.call(boss, createRole, { body: { name: `Role ${++made}`, permissions, ...over } })
const builtIn = async (name: string) => {
  const { items } = await api.call(boss, listRoles)
  return items.find((role) => role.builtIn === name) ?? expect.fail(`there is no ${name}`)
}

describe('a role that was made here', () => {
  test('is what it says, and holds for people from their next call on', async () => {
    const role = await newRole(['organizations:read'], { description: 'For the bookkeeper' })
    expect(await api.call(boss, readRole, { params: { role: role.id } })).toEqual(role)
    const person = asPage(await signedIn(api, { role: role.id }))
    expect((await api.call(person, readMe)).scopes).toEqual(['organizations:read'])
    expect((await api.ask(person, listOrganizations)).status).toBe(200)
    const changed = await api.call(boss, updateRole, {
      params: { role: role.id },
      body: { permissions: ['couriers:read'] },
    })
    expect(changed).toMatchObject({ people: 1, permissions: ['couriers:read'] })
    expect((await api.ask(person, listOrganizations)).status).toBe(403)
  })

  test('has a name of its own, in whatever letters', async () => {
    const role = await newRole([])
    const body = { name: role.name.toUpperCase(), permissions: [] }
    const twice = await api.ask(boss, createRole, { body })
    expect(twice.body).toMatchObject({ errors: [{ pointer: '/name', code: 'duplicate' }] })
    const other = await newRole([])
    const renamed = await api.ask(boss, updateRole, {
      params: { role: other.id },
      body: { name: role.name },
    })
    expect(renamed.body).toMatchObject({ errors: [{ pointer: '/name', code: 'duplicate' }] })
  })

  test('takes no permission that nobody knows', async () => {
    const body = { name: 'Odd', permissions: ['network:read', 'doors:everything'] as Scope[] }
    const { status, body: told } = await api.ask(boss, createRole, { body })
    expect(status).toBe(422)
    expect(told).toMatchObject({ errors: [{ pointer: '/permissions/1' }] })
  })

  test('goes only when nobody has it any more', async () => {
    const { id: role } = await newRole([])
    const { id: staff } = await api.call(boss, createStaff, {
      body: { name: 'Lee', email: 'lee@example.org', role, reach: everywhere },
    })
    expect(await api.ask(boss, removeRole, { params: { role } })).toMatchObject({ status: 409 })
    await api.call(boss, removeStaff, { params: { staff } })
    expect(await api.ask(boss, removeRole, { params: { role } })).toMatchObject({ status: 204 })
    expect(await api.ask(boss, readRole, { params: { role } })).toMatchObject({ status: 404 })
  })
})

describe('a built-in role', () => {
  test('stays, and keeps its name', async () => {
    for (const name of ['administrator', 'support']) {
      const params = { role: (await builtIn(name)).id }
      expect(await api.ask(boss, removeRole, { params })).toMatchObject({ status: 409 })
      const renamed = await api.ask(boss, updateRole, { params, body: { name: 'Other' } })
      expect(renamed.body).toMatchObject({ errors: [{ pointer: '/name' }] })
    }
  })

  test('of the administrator can never be lessened; that of support may be changed', async () => {
    const administrator = await builtIn('administrator')
    expect(administrator.permissions).toEqual(scopes)
    const params = { role: administrator.id }
    const less = { params, body: { permissions: scopes.slice(1) } }
    expect(await api.ask(boss, updateRole, less)).toMatchObject({ status: 409 })
    const support = await builtIn('support')
    const changed = await api.call(boss, updateRole, {
      params: { role: support.id },
      body: { permissions: [...support.permissions, 'tariffs:read'] },
    })
    expect(changed.permissions).toContain('tariffs:read')
  })
})

describe('somebody who may hire people and make roles, but not everything', () => {
  let chief: SignedIn
  let chiefId: string
  const own: Scope[] = ['staff:read', 'staff:write', 'roles:write', 'network:read']
  beforeAll(async () => {
    const { id: role } = await newRole(own)
    const person = await signedIn(api, { role })
    chief = asPage(person)
    chiefId = (await api.call(chief, readMe)).id
  })

  test('makes and gives no role that may do more than he may', async () => {
    const beyond = { name: 'Beyond', permissions: ['network:read', 'keys:write'] as Scope[] }
    const refused = await api.ask(chief, createRole, { body: beyond })
    expect(refused.body).toMatchObject({
      errors: [{ pointer: '/permissions/1', code: 'not-allowed' }],
    })
    const small = await api.call(chief, createRole, {
      body: { name: 'Small', permissions: ['network:read'] },
    })
    const raised = await api.ask(chief, updateRole, {
      params: { role: small.id },
      body: { permissions: ['codes:read'] },
    })
    expect(raised.status).toBe(422)
    const hire = (role: `rol_${string}`) =>
      api.ask(chief, createStaff, {
        body: { name: 'Max', email: `max${++made}@example.org`, role, reach: everywhere },
      })
    expect((await hire(small.id)).status).toBe(201)
    const tooMuch = await hire((await builtIn('administrator')).id)
    expect(tooMuch.body).toMatchObject({ errors: [{ pointer: '/role', code: 'not-allowed' }] })
  })

  test('neither takes over nor removes nor changes who may do more', async () => {
    const { items } = await api.call(boss, listStaff, { query: { limit: 200 } })
    const staff = items.find(({ role }) => role.builtIn === 'administrator')?.id ?? expect.fail()
    const params = { staff }
    const answers = [
      await api.ask(chief, resetStaff, { params }),
      await api.ask(chief, removeStaff, { params }),
      await api.ask(chief, updateStaff, { params, body: { name: 'Mine' } }),
      await api.ask(chief, updateRole, {
        params: { role: (await builtIn('administrator')).id },
        body: { requiresSecondFactor: true },
      }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
  })

  test('changes his own name, but not his own role or reach', async () => {
    const params = { staff: chiefId as `stf_${string}` }
    const renamed = await api.call(chief, updateStaff, { params, body: { name: 'Robin' } })
    expect(renamed.name).toBe('Robin')
    const widened = await api.ask(chief, updateStaff, { params, body: { reach: everywhere } })
    expect(widened.status).toBe(409)
  })
})

test('the last administrator of the whole network can be neither limited nor given another role', async () => {
  await using lonely = await testApi()
  const only = await signedIn(lonely)
  const { items } = await lonely.call(lonely.operator, listStaff)
  const params = { staff: items[0]?.id ?? expect.fail() }
  const support = (await lonely.call(asPage(only), listRoles)).items.find(
    (role) => role.builtIn === 'support',
  )
  for (const body of [
    { role: support?.id ?? expect.fail() },
    { reach: { kind: 'lockers' as const, lockers: [lonely.ctx.ids.mint('lck')] } },
  ]) {
    const { status } = await lonely.ask(lonely.operator, updateStaff, { params, body })
    expect([409, 422]).toContain(status)
  }
  expect((await lonely.call(asPage(only), readMe)).reach).toEqual(everywhere)
})

test('the list of staff is searched by name, address, role and organization', async () => {
  const { id: role } = await newRole([])
  const organization = await anOrganization()
  const reach = { kind: 'organization', organization } as const
  await api.call(boss, createStaff, {
    body: { name: 'Ada Lovelace', email: 'ada@shop.example', role, reach },
  })
  const namesFor = async (query: object) =>
    (await api.call(boss, listStaff, { query })).items.map(({ name }) => name)
  expect(await namesFor({ q: 'lovel' })).toEqual(['Ada Lovelace'])
  expect(await namesFor({ q: 'ADA@shop' })).toEqual(['Ada Lovelace'])
  expect(await namesFor({ q: '100%' })).toEqual([])
  expect(await namesFor({ role })).toEqual(['Ada Lovelace'])
  expect(await namesFor({ organization })).toEqual(['Ada Lovelace'])
})

async function anOrganization() {
  const { id } = await api.call(boss, createOrganization, { body: { name: 'Shop', kind: 'shop' } })
  return id
}
