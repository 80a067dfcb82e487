import { must } from '@cubby/kit/assert'
import { createCustomer } from '@cubby/protocol/operations/customers/create-customer'
import { listCustomers } from '@cubby/protocol/operations/customers/list-customers'
import { readCustomer } from '@cubby/protocol/operations/customers/read-customer'
import { removeCustomer } from '@cubby/protocol/operations/customers/remove-customer'
import { updateCustomer } from '@cubby/protocol/operations/customers/update-customer'
import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { smallNetwork } from '@cubby/testing/api/small-network'
import { textOfTable } from '@cubby/testing/api/table-digest'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealActivity } from '../activity/seal-activity.ts'
import { verifyActivity } from '../activity/verify-activity.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
  for (const [name, phone, email] of people) await add({ name, phone, email })
})
afterAll(() => api[Symbol.asyncDispose]())

const people = [
  ['Anna Kowalska', '+48601234567', 'anna.kowalska@example.org'],
  ['Hans-Peter Müller', '+4915112345678', 'hp@example.com'],
  ["Seán O'Brien", '+353861234567', null],
  ['Łucja Nowak', null, 'lucja@example.org'],
  ['Annette Li', '+4917098765432', 'LI@Example.net'],
] as const

const add = (
  body: Parameters<typeof api.ask<typeof createCustomer>>[2] extends infer A
    ? NonNullable<A extends { body?: infer B } ? B : never>
    : never,
) => api.call(api.operator, createCustomer, { body })
const found = async (q: string) =>
  (await api.call(api.operator, listCustomers, { query: { q } })).items.map(({ name }) => name)

describe('customers are found by', () => {
  test.each([
    ['the beginning of a name', 'ann', ['Annette Li', 'Anna Kowalska']],
    ['the beginning of a family name', 'kowal', ['Anna Kowalska']],
    ['both, in any order', 'kow an', ['Anna Kowalska']],
    ['a short name', 'li', ['Annette Li']],
    ['part of a double name', 'peter', ['Hans-Peter Müller']],
    ['letters beyond ASCII', 'łuc', ['Łucja Nowak']],
    ['a name with an apostrophe', "o'brien", ["Seán O'Brien"]],
    ['an e-mail address', 'lucja@example.org', ['Łucja Nowak']],
    ['the beginning of one', 'anna.kow', ['Anna Kowalska']],
    ['a whole phone number', '+48601234567', ['Anna Kowalska']],
    ['a number as it is dialled at home', '0151 1234 5678', ['Hans-Peter Müller']],
    ['its last digits', '5678', ['Hans-Peter Müller']],
  ])('%s', async (_, q, names) => {
    expect(await found(q)).toEqual(names)
  })

  test.each(['%%', "' or 1=1", 'q & !', ':*', '\\\\', '!!!', 'zz & | !', '(((', "''"])(
    'nothing when %s is asked, and nothing breaks',
    async (q) => expect(await found(q)).toEqual([]),
  )
})

test('a phone number or an e-mail address belongs to one customer', async () => {
  const again = await api.ask(api.operator, createCustomer, {
    body: { name: 'Twin', email: 'li@example.NET' },
  })
  expect(again).toMatchObject({ status: 409, body: { errors: [{ pointer: '/email' }] } })
  const [first] = (await api.call(api.operator, listCustomers, { query: { q: 'Annette' } })).items
  const changed = await api.ask(api.operator, updateCustomer, {
    params: { customer: must(first, 'she was found').id },
    body: { phone: '+48601234567' },
  })
  expect(changed).toMatchObject({ status: 409, body: { errors: [{ pointer: '/phone' }] } })
})

test('a change leaves what it does not name, and tells both sides', async () => {
  const made = await add({ name: 'Max', phone: '+4930111222', notes: 'rings twice' })
  const params = { customer: made.id }
  const body = { consents: { messages: true }, notes: null }
  const changed = await api.call(api.operator, updateCustomer, { params, body })
  expect(changed).toMatchObject({
    name: 'Max',
    phone: '+4930111222',
    notes: null,
    consents: { messages: true, lockerDelivery: false },
  })
  const { items } = await api.call(api.operator, listActivity, { query: { thing: made.id } })
  expect(items[0]).toMatchObject({
    before: { notes: 'rings twice', consents: { messages: false } },
    after: { notes: null, consents: { messages: true } },
  })
})

test('an erased customer is gone from the list, from the row and from the activity, which still holds', async () => {
  const made = await add({ name: 'Greta Gone', phone: '+4930999888', email: 'greta@example.org' })
  const params = { customer: made.id }
  await api.call(api.operator, updateCustomer, { params, body: { notes: 'Greta likes cats' } })
  await sealActivity(api.ctx)
  const reason = 'asked for it by letter'
  const gone = await api.call(api.operator, removeCustomer, { params, body: { reason } })
  expect(gone).toMatchObject({ name: null, phone: null, email: null, notes: null })
  expect(await found('greta')).toEqual([])
  expect(await api.call(api.operator, readCustomer, { params })).toMatchObject({ name: null })
  await sealActivity(api.ctx)
  const kept = await textOfTable(api.ctx.db, 'activity')
  for (const text of ['Greta', 'greta@', '4930999888']) expect(kept).not.toContain(text)
  expect(await verifyActivity(api.ctx)).toMatchObject({ findings: [], erased: 2 })
  const { items } = await api.call(api.operator, listActivity, { query: { thing: made.id } })
  expect(items.filter(({ erasedBy }) => erasedBy !== null)).toHaveLength(2)
  expect(items.some((row) => row.reason === reason)).toBe(true)
  const again = await api.ask(api.operator, removeCustomer, { params, body: { reason } })
  expect(again.status).toBe(409)
  const late = await api.ask(api.operator, updateCustomer, { params, body: { name: 'Back' } })
  expect(late.status).toBe(409)
})

test('customers are the network operator’s own', async () => {
  const { shopKey } = await smallNetwork(api)
  expect((await api.ask(shopKey, listCustomers)).status).toBe(403)
})
