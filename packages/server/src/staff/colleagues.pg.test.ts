import { idOf } from '@cubby/kit/ids'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import { readMe } from '@cubby/protocol/operations/staff/read-me'
import { removeStaff } from '@cubby/protocol/operations/staff/remove-staff'
import { resetStaff } from '@cubby/protocol/operations/staff/reset-staff'
import { builtInRoleIds } from '../roles/built-in.ts'
import { asPage, askAuth, signedIn } from '@cubby/testing/api/staff'
import { ownOrigin, type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, expect, test } from 'vitest'

let api: TestApi
let boss: SignedIn
beforeAll(async () => {
  api = await testApi()
  boss = asPage(await signedIn(api))
})
afterAll(() => api[Symbol.asyncDispose]())

const support = idOf('rol', builtInRoleIds.support)
const everywhere = { kind: 'network' } as const
const hire = (email: string) =>
  api.call(boss, createStaff, { body: { name: 'Lee', email, role: support, reach: everywhere } })
const enter = async (email: string, password: string) => {
  const { status, cookie } = await askAuth(api, 'sign-in/email', { email, password })
  return { status, person: { cookie, origin: ownOrigin } }
}

test('a colleague gets a password for one sign-in, and the role that was meant', async () => {
  const made = await hire('Lee@example.org')
  const { status, person } = await enter('lee@example.org', made.password)
  expect(status).toBe(200)
  expect(await api.call(person, readMe)).toMatchObject({
    id: made.id,
    role: { id: support, builtIn: 'support' },
    reach: everywhere,
    mustChangePassword: true,
  })
  const { items } = await api.call(boss, listStaff)
  expect(items.map(({ email }) => email)).toContain('lee@example.org')
  expect(JSON.stringify(items)).not.toContain(made.password)
  const twice = {
    body: { name: 'Lee', email: 'lee@example.org', role: support, reach: everywhere },
  }
  expect(await api.ask(boss, createStaff, twice)).toMatchObject({ status: 409 })
})

test('a colleague who has lost everything begins anew, and old sessions end', async () => {
  const made = await hire('max@example.org')
  const { person } = await enter(made.email, made.password)
  const reset = await api.call(boss, resetStaff, { params: { staff: made.id } })
  expect(await api.ask(person, readMe)).toMatchObject({ status: 401 })
  expect((await enter(made.email, made.password)).status).toBe(401)
  expect((await enter(made.email, reset.password)).status).toBe(200)
})

test('a colleague who is removed is out at once, and the address may be used again', async () => {
  const made = await hire('kim@example.org')
  const { person } = await enter(made.email, made.password)
  const params = { staff: made.id }
  expect(await api.ask(boss, removeStaff, { params })).toMatchObject({ status: 204 })
  expect(await api.ask(person, readMe)).toMatchObject({ status: 401 })
  expect((await enter(made.email, made.password)).status).toBe(401)
  expect(await api.ask(boss, removeStaff, { params })).toMatchObject({ status: 404 })
  await hire('kim@example.org')
})

test('nobody removes himself, and the last administrator stays', async () => {
  const own = { params: { staff: (await api.call(boss, readMe)).id } }
  expect(await api.ask(boss, removeStaff, own)).toMatchObject({ status: 409 })
  expect(await api.ask(boss, resetStaff, own)).toMatchObject({ status: 409 })
  expect(await api.ask(api.operator, removeStaff, own)).toMatchObject({ status: 409 })
  expect(await api.call(boss, readMe)).toMatchObject({ role: { builtIn: 'administrator' } })
})
