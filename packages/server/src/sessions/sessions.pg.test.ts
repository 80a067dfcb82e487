import { hours } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { endOtherSessions } from '@cubby/protocol/operations/sessions/end-other-sessions'
import { endOwnSession } from '@cubby/protocol/operations/sessions/end-own-session'
import { endSession } from '@cubby/protocol/operations/sessions/end-session'
import { endSessions } from '@cubby/protocol/operations/sessions/end-sessions'
import { listOwnSessions } from '@cubby/protocol/operations/sessions/list-own-sessions'
import { listSessions } from '@cubby/protocol/operations/sessions/list-sessions'
import { readMe } from '@cubby/protocol/operations/staff/read-me'
import { aColleague, asPage, askAuth, signedIn } from '@cubby/testing/api/staff'
import { ownOrigin, type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, expect, test } from 'vitest'

let api: TestApi
let boss: SignedIn
beforeAll(async () => {
  api = await testApi()
  boss = asPage(await signedIn(api))
})
afterAll(() => api[Symbol.asyncDispose]())

async function inTwoBrowsers() {
  const { id, email, password } = await aColleague(api, { role: 'support' })
  const enter = async (address: string): Promise<SignedIn> => {
    const { cookie } = await askAuth(api, 'sign-in/email', { email, password }, { address })
    return { cookie, origin: ownOrigin }
  }
  return {
    staff: idOf('stf', id),
    desk: await enter('203.0.113.7'),
    phone: await enter('203.0.113.8'),
  }
}
const isIn = async (person: SignedIn) => (await api.ask(person, readMe)).status === 200

test('who looked where a colleague is signed in is written down', async () => {
  const { staff } = await inTwoBrowsers()
  await api.call(boss, listSessions, { params: { staff } })
  const query = { operation: 'staff.sessions', thing: staff }
  const { items } = await api.call(boss, listActivity, { query })
  expect(items).toMatchObject([{ what: 'read', thing: staff }])
})

test('a person sees where he is signed in, and ends the session of a lost phone', async () => {
  const { desk, phone } = await inTwoBrowsers()
  const { items } = await api.call(desk, listOwnSessions)
  expect(items.map(({ isCurrent, address, method }) => [isCurrent, address, method])).toEqual([
    [false, '203.0.113.8', 'password'],
    [true, '203.0.113.7', 'password'],
  ])
  const [lost, own] = items
  const end = (session = lost?.id ?? expect.fail()) =>
    api.ask(desk, endOwnSession, { params: { session } })
  expect((await end()).status).toBe(204)
  expect([await isIn(phone), await isIn(desk)]).toEqual([false, true])
  expect((await end()).status).toBe(404)
  expect((await end(own?.id)).status).toBe(409)
})

test('a person ends all sessions but the one he has before him', async () => {
  const { desk, phone } = await inTwoBrowsers()
  expect((await api.ask(phone, endOtherSessions)).status).toBe(204)
  expect([await isIn(phone), await isIn(desk)]).toEqual([true, false])
})

test('nobody ends the session of another by naming it as his own', async () => {
  const { desk, phone } = await inTwoBrowsers()
  const { items } = await api.call(phone, listOwnSessions)
  for (const { id: session } of items)
    expect((await api.ask(boss, endOwnSession, { params: { session } })).status).toBe(404)
  expect([await isIn(phone), await isIn(desk)]).toEqual([true, true])
})

test('an administrator sees where a colleague is signed in, and ends one session or all', async () => {
  const { staff, desk, phone } = await inTwoBrowsers()
  const { items } = await api.call(boss, listSessions, { params: { staff } })
  expect(items.map(({ isCurrent }) => isCurrent)).toEqual([false, false])
  const session = items[0]?.id ?? expect.fail()
  expect((await api.ask(boss, endSession, { params: { staff, session } })).status).toBe(204)
  expect([await isIn(desk), await isIn(phone)]).toEqual([true, false])
  expect((await api.ask(boss, endSessions, { params: { staff } })).status).toBe(204)
  expect(await isIn(desk)).toBe(false)
  expect((await api.call(boss, listSessions, { params: { staff } })).items).toEqual([])
})

test('a session that has lain idle is no longer shown', async () => {
  const { staff } = await inTwoBrowsers()
  await api.clock.advance(hours(13))
  const { items } = await api.call(api.operator, listSessions, { params: { staff } })
  expect(items).toEqual([])
})
