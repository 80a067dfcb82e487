import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { days, minutes } from '@cubby/kit/clock'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { readSignInRules } from '@cubby/protocol/operations/sign-in/read-sign-in-rules'
import { updateSignInRules } from '@cubby/protocol/operations/sign-in/update-sign-in-rules'
import { readMe } from '@cubby/protocol/operations/staff/read-me'
import { aColleague, asPage, askAuth, signedIn, staffPassword } from '@cubby/testing/api/staff'
import { ownOrigin, type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readBreached } from './breached.ts'

let dir: string
let api: TestApi
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cubby-breached-'))
  const list = join(dir, 'list.txt')
  const lines = ['correct horse battery staple', `${sha1('hunter2 hunter2')}:42`, sha1('trustno1')]
  await writeFile(list, lines.join('\r\n'))
  api = await testApi({ isBreached: await readBreached(list) })
})
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await rm(dir, { recursive: true })
})

const asItComes = {
  passwordCharsMin: 12,
  passwordClasses: [],
  oldPasswords: 0,
  passwordDaysMax: null,
  wrongTriesMax: 10,
  lockedMinutes: 15,
  refusesBreached: false,
}
type Rules = Parameters<typeof api.call<typeof updateSignInRules>>[2]
const set = (body: NonNullable<Rules>['body']) =>
  api.call(api.operator, updateSignInRules, body ? { body } : {})
beforeEach(() => set(asItComes))

/** Tries to change the password and answers the codes of what is wrong with the new one. */
async function change(person: SignedIn, newPassword: string, currentPassword = staffPassword) {
  const fields = { currentPassword, newPassword, revokeOtherSessions: true }
  const { status, body, cookie } = await askAuth(api, 'change-password', fields, person)
  const errors = (body['errors'] ?? []) as { pointer: string; code: string }[]
  return { status, cookie, wrong: errors.map(({ pointer, code }) => `${pointer} ${code}`) }
}

test('whoever is signed in reads the rules, also before the first password was replaced', async () => {
  const newcomer = asPage(await signedIn(api, { mustChangePassword: true }))
  expect(await api.call(newcomer, readSignInRules)).toEqual({ ...asItComes, hasBreachedList: true })
})

describe('a new password', () => {
  test('must be as long as the rules say, and hold what they ask for', async () => {
    await set({ passwordCharsMin: 16, passwordClasses: ['upper', 'digit', 'sign'] })
    const person = asPage(await signedIn(api))
    expect((await change(person, 'short and plain')).wrong).toEqual([
      '/newPassword password-short',
      '/newPassword password-upper',
      '/newPassword password-digit',
    ])
    expect((await change(person, 'Κωδικός είναι αρκετά μακρύς 7')).status).toBe(200)
  })

  test('is counted by characters, as people see them, and bounded', async () => {
    const person = asPage(await signedIn(api))
    expect((await change(person, '🔒🔒🔒🔒🔒🔒')).wrong).toEqual(['/newPassword password-short'])
    expect((await change(person, 'x'.repeat(129))).wrong).toEqual(['/newPassword password-long'])
  })

  test('is none that others know, whether the list says it in words or as a hash', async () => {
    await set({ refusesBreached: true, passwordCharsMin: 8 })
    const person = asPage(await signedIn(api))
    for (const known of ['correct horse battery staple', 'hunter2 hunter2', 'trustno1'])
      expect((await change(person, known)).wrong).toEqual(['/newPassword password-known'])
    expect((await change(person, 'nobody else has this')).status).toBe(200)
  })

  test('is none of the last ones', async () => {
    await set({ oldPasswords: 2 })
    let { cookie } = asPage(await signedIn(api))
    const names = [staffPassword, 'the second password', 'the third password', 'the fourth one!!']
    for (const [i, next] of names.slice(1).entries()) {
      const done = await change({ cookie, origin: ownOrigin }, next, names[i])
      expect(done.status).toBe(200)
      cookie = done.cookie
    }
    const page = { cookie, origin: ownOrigin }
    const again = (password: string) => change(page, password, names[3])
    expect((await again('the fourth one!!')).wrong).toEqual(['/newPassword password-old'])
    expect((await again('the third password')).wrong).toEqual(['/newPassword password-old'])
    expect((await again(staffPassword)).status).toBe(200)
  })

  test('needs the present one; whoever does not have it learns nothing of old ones', async () => {
    await set({ oldPasswords: 5 })
    const person = asPage(await signedIn(api))
    expect((await change(person, 'something new', 'a guess')).wrong).toEqual([
      '/currentPassword wrong',
    ])
  })
})

test('a password that has become too old must be replaced before anything else', async () => {
  await set({ passwordDaysMax: 30 })
  const { email, password } = await aColleague(api)
  const enter = async () => {
    const { cookie } = await askAuth(api, 'sign-in/email', { email, password })
    return { cookie, origin: ownOrigin }
  }
  expect((await api.ask(await enter(), listLocations)).status).toBe(200)
  await api.clock.advance(days(30))
  const late = await enter()
  expect((await api.call(late, readMe)).mustChangePassword).toBe(true)
  expect((await api.ask(late, listLocations)).body).toMatchObject({
    code: 'auth/password-must-change',
  })
  const { cookie } = await change(late, 'a fresh password')
  expect((await api.ask({ ...late, cookie }, listLocations)).status).toBe(200)
})

test('an account rests after as many wrong passwords as the rules say, as long as they say', async () => {
  await set({ wrongTriesMax: 3, lockedMinutes: 2 })
  const { email, password } = await aColleague(api)
  const guess = (tried: string) => askAuth(api, 'sign-in/email', { email, password: tried })
  for (let i = 0; i < 3; i++) expect((await guess('wrong')).status).toBe(401)
  const locked = await guess(password)
  expect(locked.body).toMatchObject({ status: 429, extra: { retryAfterSeconds: 120 } })
  await api.clock.advance(minutes(2))
  expect((await guess(password)).status).toBe(200)
})

test('the list cannot be asked for where there is none', async () => {
  await using plain = await testApi()
  const asked = { body: { refusesBreached: true } }
  const { body } = await plain.ask(plain.operator, updateSignInRules, asked)
  expect(body).toMatchObject({ errors: [{ pointer: '/refusesBreached', code: 'not-allowed' }] })
  expect((await plain.call(asPage(await signedIn(plain)), readSignInRules)).hasBreachedList).toBe(
    false,
  )
})

test('a list that is not there keeps the server from starting without it', async () => {
  await expect(readBreached(join(dir, 'nothing.txt'))).rejects.toThrow('BREACHED_PASSWORDS')
})
