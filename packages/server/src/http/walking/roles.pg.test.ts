import { isDeepStrictEqual } from 'node:util'
import { uuidOf } from '@cubby/kit/ids'
import { type Operation, type Scope, scopes } from '@cubby/protocol/operation'
import { allOperations } from '@cubby/protocol/operations/all'
import { createRole } from '@cubby/protocol/operations/roles/create-role'
import { listRoles } from '@cubby/protocol/operations/roles/list-roles'
import type { Reach } from '@cubby/protocol/operations/staff/reach'
import { sampleOf } from '@cubby/testing/api/sample'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { pathOf, type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timestamp } from '../../db/tables/column.ts'

/**
 * The matrix: every operation, held against every kind of person. An operation without a permission must stand in one of these two
 * lists, or it fails here.
 */
const forEverybody = ['sign-in.ways', 'status.list']
const aboutOneself = [
  'me.end-other-sessions',
  'me.end-session',
  'me.sessions',
  'sign-in-rules.read',
  'staff.me',
]

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

/** Why a person may not call an operation; null: he may. */
type Refusal = 'scope' | 'network' | 'reach' | null
type Rights = { permissions: readonly Scope[]; reach?: Reach }

function expected({ scope, staffOnly, networkOnly, narrow }: Operation, rights: Rights): Refusal {
  if (staffOnly || scope === null) return null
  if (!rights.permissions.includes(scope)) return 'scope'
  const kind = rights.reach?.kind ?? 'network'
  if (networkOnly && kind === 'organization') return 'network'
  return narrow === undefined && (kind === 'segments' || kind === 'lockers') ? 'reach' : null
}

/** What an answer says of that. A call that is let in may still find nothing, or name what is not the caller's. */
function refusalIn(status: number, body: unknown): Refusal | 'nobody' {
  if (status === 401) return 'nobody'
  const { code, detail, extra } = (body ?? {}) as Record<string, unknown> & { extra?: object }
  if (status !== 403 || code !== 'auth/forbidden') return null
  if (extra && 'scope' in extra) return 'scope'
  if (extra && 'reach' in extra) return 'reach'
  return String(detail).includes('only the network operator') ? 'network' : null
}

/**
 * Walks all operations as this person and answers what is not as it should be: refused or let in where it should not, for
 * another reason, or refused after all that something had changed.
 */
async function surprises(person: SignedIn, rights: Rights): Promise<string[]> {
  const found: string[] = []
  const look = async (operation: Operation) => {
    const { status, body } = await api.ask(person, operation, sampleOf(operation) as object)
    const refusal = refusalIn(status, body)
    if (refusal !== expected(operation, rights) || status >= 500)
      found.push(`${operation.id}: ${status} ${refusal}, expected ${expected(operation, rights)}`)
  }
  const isRefused = (operation: Operation) => expected(operation, rights) !== null
  const before = await tableDigest(api.ctx.db)
  for (const operation of allOperations.filter(isRefused)) await look(operation)
  if (!isDeepStrictEqual(await tableDigest(api.ctx.db), before)) found.push('something has changed')
  for (const operation of allOperations.filter((each) => !isRefused(each))) await look(operation)
  return found
}

/** Somebody with a role of these permissions. */
async function somebody({ permissions, reach }: Rights): Promise<SignedIn> {
  const name = `Role ${crypto.randomUUID().slice(0, 8)}`
  const role = await api.call(api.operator, createRole, {
    body: { name, permissions: [...permissions] },
  })
  return asPage(await signedIn(api, { role: role.id, ...(reach ? { reach } : {}) }))
}

test('an operation names a permission, or is one of the few that need none', () => {
  const without = allOperations.filter(({ scope }) => scope === null)
  const ids = (list: readonly Operation[]) => list.map(({ id }) => id).toSorted()
  expect(ids(without.filter(({ staffOnly }) => !staffOnly))).toEqual(forEverybody.toSorted())
  expect(ids(without.filter(({ staffOnly }) => staffOnly))).toEqual(aboutOneself.toSorted())
  expect(ids(allOperations.filter((each) => each.staffOnly && each.scope !== null))).toEqual([])
  const used = new Set(allOperations.map(({ scope }) => scope))
  expect([...used].filter((scope) => scope !== null && !scopes.includes(scope))).toEqual([])
})

test('an operation that is limited to lockers and names one in its path is no exception', () => {
  const named = allOperations.filter(({ path }) => path.includes('/:locker'))
  expect(named.length).toBeGreaterThan(5)
  for (const { id, params } of named) expect([id, 'locker' in params.shape]).toEqual([id, true])
})

test('nobody gets in without a key or a session, but to what is for everybody', async () => {
  for (const operation of allOperations) {
    const { params, query, body } = sampleOf(operation)
    const url = pathOf(operation, { params, query })
    const payload = body === undefined ? {} : { payload: body as object }
    for (const headers of [{}, { cookie: 'cubby.session_token=made-up.signature' }]) {
      const { method } = operation
      const { statusCode } = await api.app.inject({ method, url, headers, ...payload })
      const isOpen = forEverybody.includes(operation.id)
      expect([operation.id, statusCode === 401]).toEqual([operation.id, !isOpen])
    }
  }
})

test('whoever must change the password first can do nothing else', async () => {
  const newcomer = asPage(await signedIn(api, { mustChangePassword: true }))
  for (const operation of allOperations) {
    if (operation.scope === null && !operation.staffOnly) continue
    const { status, body } = await api.ask(newcomer, operation, sampleOf(operation) as object)
    if (operation.beforeWork) expect(status).toBe(200)
    else expect(body).toMatchObject({ status: 403, code: 'auth/password-must-change' })
  }
})

test('whoever has no second factor, but a role that wants one, can do nothing else', async () => {
  const { id: role } = await api.call(api.operator, createRole, {
    body: { name: 'Careful', permissions: [...scopes], requiresSecondFactor: true },
  })
  const person = asPage(await signedIn(api, { role }))
  for (const operation of allOperations) {
    if (operation.scope === null && !operation.staffOnly) continue
    const { status, body } = await api.ask(person, operation, sampleOf(operation) as object)
    if (operation.beforeWork) expect(status).toBeLessThan(300)
    else expect(body).toMatchObject({ status: 403, code: 'auth/second-factor-required' })
  }
})

describe('the matrix of', () => {
  test('the administrator: everything', async () => {
    expect(await surprises(asPage(await signedIn(api)), { permissions: scopes })).toEqual([])
  })

  test('support: what its role says', async () => {
    const { items } = await api.call(api.operator, listRoles)
    const support = items.find(({ builtIn }) => builtIn === 'support')
    expect(support?.permissions).toContain('cells:open')
    for (const never of ['network:write', 'organizations:write', 'keys:write', 'codes:read'])
      expect(support?.permissions).not.toContain(never)
    const rights = { permissions: support?.permissions ?? [] }
    expect(await surprises(asPage(await signedIn(api, { role: 'support' })), rights)).toEqual([])
  })

  test.each(scopes)('a role with nothing but %s', async (scope) => {
    const rights = { permissions: [scope] }
    expect(await surprises(await somebody(rights), rights)).toEqual([])
  })

  test('a role with no permission at all', async () => {
    expect(await surprises(await somebody({ permissions: [] }), { permissions: [] })).toEqual([])
  })

  test("an organization's own staff: everything but what is the network operator's", async () => {
    const organization = network.shop.id
    const rights = { permissions: scopes, reach: { kind: 'organization', organization } } as const
    expect(await surprises(await somebody(rights), rights)).toEqual([])
  })

  test('staff with one locker in reach: what can be limited to lockers', async () => {
    const reach: Reach = { kind: 'lockers', lockers: [network.locker.id] }
    const rights = { permissions: scopes, reach }
    expect(await surprises(await somebody(rights), rights)).toEqual([])
  })

  test('staff with a segment in reach: the same', async () => {
    const id = api.ctx.ids.mint('seg')
    const segment = { id: uuidOf(id), name: 'Pilot', created_at: timestamp(api.clock.now()) }
    await api.ctx.db.insertInto('segment').values(segment).execute()
    const rights: Rights = { permissions: scopes, reach: { kind: 'segments', segments: [id] } }
    expect(await surprises(await somebody(rights), rights)).toEqual([])
  })
})
