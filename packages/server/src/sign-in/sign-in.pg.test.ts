import { createHmac } from 'node:crypto'
import { days, hours, minutes } from '@cubby/kit/clock'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { readMe } from '@cubby/protocol/operations/staff/read-me'
import { anAddress } from '@cubby/testing/api/small-network'
import { aColleague, asPage, askAuth, signedIn } from '@cubby/testing/api/staff'
import { ownOrigin, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const aLocation = {
  name: 'Central station',
  address: anAddress,
  latitude: 52.53,
  longitude: 13.38,
  timeZone: 'Europe/Berlin',
}
const newPassword = 'another good password'

describe('a person with the right password', () => {
  test('is signed in with a cookie that no script can read, and is told who he is', async () => {
    const { email, password } = await aColleague(api)
    const { status, headers, body, cookie } = await askAuth(api, 'sign-in/email', {
      email,
      password,
    })
    expect(status).toBe(200)
    expect(String(headers['set-cookie'])).toMatch(
      /cubby\.session_token=.*HttpOnly.*SameSite=Strict/i,
    )
    expect(body).not.toHaveProperty('token')
    const me = await api.call({ cookie, origin: ownOrigin }, readMe)
    expect(me).toMatchObject({
      email,
      role: { builtIn: 'administrator' },
      hasTotp: false,
      passkeys: 0,
    })
    expect(me.scopes).toContain('keys:write')
  })

  test('works with the API until he signs out', async () => {
    const person = asPage(await signedIn(api))
    expect(await api.ask(person, createLocation, { body: aLocation })).toMatchObject({
      status: 201,
    })
    const { cookie } = person
    expect(await askAuth(api, 'sign-out', {}, { cookie })).toMatchObject({ status: 200 })
    expect(await api.ask(person, listLocations)).toMatchObject({ status: 401 })
  })

  test('is signed out after twelve idle hours, and after a week whatever he does', async () => {
    const idle = asPage(await signedIn(api))
    await api.clock.advance(hours(11.9))
    expect(await api.ask(idle, listLocations)).toMatchObject({ status: 200 })
    await api.clock.advance(hours(12))
    expect(await api.ask(idle, listLocations)).toMatchObject({ status: 401 })

    const busy = asPage(await signedIn(api))
    for (let day = 0; day < 13; day++) {
      expect(await api.ask(busy, listLocations)).toMatchObject({ status: 200 })
      await api.clock.advance(hours(11.9))
    }
    await api.clock.advance(days(1))
    expect(await api.ask(busy, listLocations)).toMatchObject({ status: 401 })
  })
})

describe('somebody who guesses passwords', () => {
  const guess = (email: string, address: string, password = 'wrong password') =>
    askAuth(api, 'sign-in/email', { email, password }, { address })

  test('is told neither which addresses exist nor what is wrong', async () => {
    const { email } = await aColleague(api)
    const known = await guess(email, '203.0.113.1')
    const unknown = await guess('nobody@example.org', '203.0.113.1')
    expect(known.body).toMatchObject({ status: 401, code: 'auth/invalid' })
    expect(unknown.body['detail']).toBe(known.body['detail'])
  })

  test('has to wait after ten, even with the right one, while others may still sign in', async () => {
    const { email, password } = await aColleague(api)
    for (let i = 0; i < 10; i++)
      expect(await guess(email, '203.0.113.2')).toMatchObject({ status: 401 })
    const locked = await guess(email, '203.0.113.2', password)
    expect(locked.body).toMatchObject({
      code: 'auth/too-many-tries',
      extra: { retryAfterSeconds: 900 },
    })
    expect(await guess(email, '203.0.113.3', password)).toMatchObject({ status: 200 })
    await api.clock.advance(minutes(15))
    expect(await guess(email, '203.0.113.2', password)).toMatchObject({ status: 200 })
  })

  test('does not get in by asking many times at the same moment', async () => {
    const { email } = await aColleague(api)
    const answers = await Promise.all(Array.from({ length: 15 }, () => guess(email, '203.0.113.4')))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
  })
})

describe('a person who still has the first password', () => {
  test('can do nothing but choose another', async () => {
    const person = await signedIn(api, { mustChangePassword: true })
    const me = await api.call(asPage(person), readMe)
    expect(me.mustChangePassword).toBe(true)
    const refused = await api.ask(asPage(person), listLocations)
    expect(refused.body).toMatchObject({ status: 403, code: 'auth/password-must-change' })
    const { cookie } = person
    const enrol = await askAuth(api, 'two-factor/enable', { password: 'x' }, { cookie })
    expect(enrol.body).toMatchObject({ code: 'auth/password-must-change' })
  })

  test('may choose neither a short one nor the same again, and then gets to work', async () => {
    const { cookie } = await signedIn(api, { mustChangePassword: true })
    const currentPassword = 'a good long password'
    const change = (body: object) => askAuth(api, 'change-password', body, { cookie })
    const short = await change({ currentPassword, newPassword: 'short' })
    expect(short.body).toMatchObject({
      errors: [{ pointer: '/newPassword', code: 'password-short' }],
    })
    const same = await change({ currentPassword, newPassword: currentPassword })
    expect(same.body).toMatchObject({ errors: [{ pointer: '/newPassword', code: 'password-old' }] })
    const wrong = await change({ currentPassword: 'not this one', newPassword })
    expect(wrong.body).toMatchObject({ status: 422, errors: [{ code: 'wrong' }] })
    const done = await change({ currentPassword, newPassword, revokeOtherSessions: true })
    expect(done.status).toBe(200)
    const person = { cookie: done.cookie, origin: ownOrigin }
    expect(await api.ask(person, listLocations)).toMatchObject({ status: 200 })
    // The session from before is over.
    expect(await api.ask({ ...person, cookie }, listLocations)).toMatchObject({ status: 401 })
  })
})

describe('a page of another origin', () => {
  test('can do nothing with the session of somebody who is signed in', async () => {
    const { cookie } = asPage(await signedIn(api))
    for (const origin of ['https://evil.example.org', 'null']) {
      const written = await api.ask({ cookie, origin }, createLocation, { body: aLocation })
      expect(written.body).toMatchObject({ status: 403, code: 'auth/origin' })
      const out = await askAuth(api, 'sign-out', {}, { cookie, origin })
      expect(out.body).toMatchObject({ status: 403, code: 'auth/origin' })
    }
    const elsewhere = await api.app.inject({
      method: 'POST',
      url: '/auth/sign-out',
      headers: { cookie, 'sec-fetch-site': 'same-site' },
      payload: {},
    })
    expect(elsewhere.json()).toMatchObject({ code: 'auth/origin' })
    const unsaid = await askAuth(api, 'sign-out', {}, { cookie, origin: null })
    expect(unsaid.body).toMatchObject({ code: 'auth/origin' })
    expect(await api.ask({ cookie, origin: ownOrigin }, listLocations)).toMatchObject({
      status: 200,
    })
  })
})

test('a page of ours may sign somebody out though its browser leaves out the origin', async () => {
  const { cookie } = asPage(await signedIn(api))
  const reply = await api.app.inject({
    method: 'POST',
    url: '/auth/sign-out',
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    payload: {},
  })
  expect(reply.statusCode).toBe(200)
})

describe('a second factor', () => {
  /** As an authenticator app reckons it (RFC 6238). */
  const codeOf = (uri: string) => {
    const secret = base32(new URL(uri).searchParams.get('secret') ?? '')
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
    const mac = createHmac('sha1', secret).update(counter).digest()
    const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fff_ffff
    return String(number % 1_000_000).padStart(6, '0')
  }

  test('is asked for once it was enrolled, and a wrong code does not get in', async () => {
    const person = await signedIn(api)
    const { email } = person
    const password = 'a good long password'
    const enrolled = await askAuth(
      api,
      'two-factor/enable',
      { password },
      { cookie: person.cookie },
    )
    expect(enrolled.status).toBe(200)
    const uri = String(enrolled.body['totpURI'])
    expect(enrolled.body['backupCodes']).toHaveLength(10)
    const code = codeOf(uri)
    const first = await askAuth(api, 'two-factor/verify-totp', { code }, { cookie: person.cookie })
    expect(first.status).toBe(200)
    const me = await api.call({ cookie: first.cookie, origin: ownOrigin }, readMe)
    expect(me.hasTotp).toBe(true)

    const half = await askAuth(api, 'sign-in/email', { email, password })
    expect(half.body).toMatchObject({ twoFactorRedirect: true })
    const page = { cookie: half.cookie, origin: ownOrigin }
    expect(await api.ask(page, readMe)).toMatchObject({ status: 401 })
    const wrong = await askAuth(api, 'two-factor/verify-totp', { code: '000000' }, page)
    expect(wrong.body).toMatchObject({ status: 401, code: 'auth/second-factor' })
    const right = await askAuth(api, 'two-factor/verify-totp', { code: codeOf(uri) }, page)
    expect(right.status).toBe(200)
    const whole = { cookie: right.cookie, origin: ownOrigin }
    expect(await api.call(whole, readMe)).toMatchObject({ email, hasTotp: true })
  })
})

describe('a passkey', () => {
  test('can be enrolled by whoever is signed in, and asked for by whoever is not', async () => {
    const { cookie } = await signedIn(api)
    const options = await askAuth(api, 'passkey/generate-register-options', null, {
      cookie,
      method: 'GET',
    })
    expect(options.body).toMatchObject({ rp: { name: 'Cubby', id: 'localhost' } })
    const stranger = { method: 'GET' } as const
    const refused = await askAuth(api, 'passkey/generate-register-options', null, stranger)
    expect(refused.status).toBe(401)
    const asked = await askAuth(api, 'passkey/generate-authenticate-options', null, stranger)
    expect(asked.body).toMatchObject({ rpId: 'localhost' })
    const forged = { response: { id: 'x', rawId: 'x', type: 'public-key', response: {} } }
    const tried = await askAuth(api, 'passkey/verify-authentication', forged, {
      cookie: asked.cookie,
    })
    expect(tried.status).toBeGreaterThanOrEqual(400)
    expect(tried.status).toBeLessThan(500)
  })
})

test('what the sign-in library could do besides is not offered', async () => {
  for (const path of [
    'sign-up/email',
    'update-user',
    'delete-user',
    'change-email',
    'reset-password',
  ])
    expect(await askAuth(api, path, { email: 'a@example.org' })).toMatchObject({ status: 404 })
})

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648, as authenticator apps read it. */
function base32(text: string): Buffer {
  let bits = 0
  let value = 0
  const bytes: number[] = []
  for (const char of text.replaceAll('=', '')) {
    value = ((value << 5) | ALPHABET.indexOf(char)) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >> bits) & 0xff)
    }
  }
  return Buffer.from(bytes)
}
