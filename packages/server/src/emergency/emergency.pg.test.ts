import { hours, minutes } from '@cubby/kit/clock'
import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { createRole } from '@cubby/protocol/operations/roles/create-role'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import { readMe } from '@cubby/protocol/operations/staff/read-me'
import { acknowledgeAlarm } from '@cubby/protocol/operations/upkeep/acknowledge-alarm'
import { listAlarms } from '@cubby/protocol/operations/upkeep/list-alarms'
import { askAuth } from '@cubby/testing/api/staff'
import { ownOrigin, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmergency } from './open-emergency.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const open = () => openEmergency(api.ctx, 'The identity provider is down')
async function enter({ email, password }: { email: string; password: string }) {
  const { status, cookie } = await askAuth(api, 'sign-in/email', { email, password })
  return { status, person: { cookie, origin: ownOrigin } }
}
const alarms = async () => (await api.call(api.operator, listAlarms)).items

test('whoever owns the server opens an account that may do everything, and everybody learns of it', async () => {
  const opened = await open()
  const { status, person } = await enter(opened)
  expect(status).toBe(200)
  expect(await api.call(person, readMe)).toMatchObject({ role: { builtIn: 'administrator' } })
  const body = { name: 'Put right', permissions: ['staff:read' as const] }
  expect((await api.ask(person, createRole, { body })).status).toBe(201)
  const [used, first] = await alarms()
  expect(used).toMatchObject({ kind: 'emergency.used', locker: null })
  expect(first).toMatchObject({
    kind: 'emergency.opened',
    detail: { reason: 'The identity provider is down' },
  })
  expect(api.poked).toContain('o:alarms')
  const { items } = await api.call(api.operator, listActivity)
  expect(items.map(({ operation }) => operation)).toEqual(
    expect.arrayContaining(['emergency.open', 'staff.sign-in', 'role.create']),
  )
  const params = { alarm: used?.id ?? expect.fail() }
  expect((await api.ask(api.operator, acknowledgeAlarm, { params })).status).toBe(200)
})

test('its password is good once, and within an hour', async () => {
  const opened = await open()
  expect((await enter(opened)).status).toBe(200)
  expect((await enter(opened)).status).toBe(401)
  const later = await open()
  await api.clock.advance(hours(1))
  const { status, person } = await enter(later)
  expect(status).not.toBe(200)
  expect((await api.ask(person, readMe)).status).toBe(401)
})

test('two who use it at the same moment do not both get in', async () => {
  const opened = await open()
  const both = await Promise.all([enter(opened), enter(opened), enter(opened)])
  const inside = await Promise.all(both.map(({ person }) => api.ask(person, readMe)))
  expect(inside.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('what it began ends with the hour, and with the next opening', async () => {
  const { person } = await enter(await open())
  await api.clock.advance(minutes(59))
  expect((await api.ask(person, readMe)).status).toBe(200)
  await api.clock.advance(minutes(1))
  expect((await api.ask(person, readMe)).status).toBe(401)
  const { person: before } = await enter(await open())
  await open()
  expect((await api.ask(before, readMe)).status).toBe(401)
})

test('it is nobody who could be changed or given away in the list of staff', async () => {
  await open()
  const { items } = await api.call(api.operator, listStaff)
  expect(items.map(({ name }) => name)).not.toContain('Emergency account')
})
