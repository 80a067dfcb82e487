import { readMe } from '@cubby/protocol/operations/staff/read-me'
import { listOwnSessions } from '@cubby/protocol/operations/sessions/list-own-sessions'
import { listSignInWays } from '@cubby/protocol/operations/sign-in/list-sign-in-ways'
import { aColleague, askAuth } from '@cubby/testing/api/staff'
import { ownOrigin, type TestApi, testApi } from '@cubby/testing/api/test-api'
import {
  testIdentityProvider,
  type TestIdentityProvider,
} from '@cubby/testing/sign-in/identity-provider'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let api: TestApi
let provider: TestIdentityProvider
beforeAll(async () => {
  provider = await testIdentityProvider()
  const { issuer, clientId, clientSecret } = provider
  api = await testApi({ provider: { name: 'Acme', issuer, clientId, clientSecret } })
})
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await provider[Symbol.asyncDispose]()
})

/** What a browser does: to the provider, signs in there, and comes back with what it was given. */
async function throughProvider(change: (back: URL) => void = () => {}) {
  const out = await askAuth(api, 'sign-in/social', {})
  expect(out.status).toBe(200)
  const there = await fetch(String(out.body['url']), { redirect: 'manual' })
  const back = new URL(there.headers.get('location') ?? '')
  expect(back.origin).toBe(ownOrigin)
  change(back)
  return askAuth(api, `callback/oidc${back.search}`, null, { cookie: out.cookie, method: 'GET' })
}

const meOf = (cookie: string) => api.ask({ cookie, origin: ownOrigin }, readMe)
const verified = (email: string) => ({
  sub: `sub of ${email}`,
  email,
  email_verified: true,
  name: 'Somebody Else',
})

test('the page of the sign-in is told that there is a provider, and its name', async () => {
  const { body } = await api.ask(api.operator, listSignInWays)
  expect(body).toEqual({ provider: { name: 'Acme' } })
})

describe('a person whom the provider knows', () => {
  test('is signed in when there is an account with that address, under the name it has here', async () => {
    const { email } = await aColleague(api)
    provider.person = verified(email.toUpperCase())
    const { status, headers, cookie } = await throughProvider()
    expect({ status, to: headers['location'] }).toEqual({ status: 302, to: '/' })
    const { body: me } = await meOf(cookie)
    expect(me).toMatchObject({ email, name: 'Kim Field' })
    const { items } = await api.call({ cookie, origin: ownOrigin }, listOwnSessions)
    expect(items).toMatchObject([{ method: 'oidc', isCurrent: true }])
    // And again, now that both are known to belong together.
    expect((await meOf((await throughProvider()).cookie)).status).toBe(200)
    const kept = await sql`select id_token, access_token, refresh_token from staff_account
      where id_token is not null or access_token is not null or refresh_token is not null`.execute(
      api.ctx.db,
    )
    expect(kept.rows).toEqual([])
  })

  test('is not asked for the first password, which nobody may have told', async () => {
    const { email } = await aColleague(api, { mustChangePassword: true })
    provider.person = verified(email)
    const { cookie } = await throughProvider()
    expect((await meOf(cookie)).body).toMatchObject({ mustChangePassword: false })
    const { status } = await api.ask({ cookie, origin: ownOrigin }, listOwnSessions)
    expect(status).toBe(200)
  })

  test('is not signed in without an account, and gets none', async () => {
    const count = async () => (await api.ctx.db.selectFrom('staff').select('id').execute()).length
    const before = await count()
    provider.person = verified('stranger@example.org')
    const { status, headers, cookie } = await throughProvider()
    expect({ status, to: headers['location'] }).toEqual({
      status: 302,
      to: '/sign-in?provider=refused',
    })
    expect((await meOf(cookie)).status).toBe(401)
    expect(await count()).toBe(before)
  })

  test('is not signed in with an address that the provider has not verified', async () => {
    const { email } = await aColleague(api)
    provider.person = { ...verified(email), email_verified: false }
    const { headers, cookie } = await throughProvider()
    expect(headers['location']).toBe('/sign-in?provider=refused')
    expect((await meOf(cookie)).status).toBe(401)
  })

  test('gets in neither with the state of somebody else nor with a code of her own', async () => {
    const { email } = await aColleague(api)
    provider.person = verified(email)
    for (const change of [
      (back: URL) => back.searchParams.set('state', 'another'),
      (back: URL) => back.searchParams.set('code', 'made up'),
      (back: URL) => back.searchParams.set('iss', 'https://evil.example.org'),
    ]) {
      const { status, headers, cookie } = await throughProvider(change)
      expect({ status, to: headers['location'] }).toEqual({
        status: 302,
        to: '/sign-in?provider=refused',
      })
      expect((await meOf(cookie)).status).toBe(401)
    }
  })
})

test('no page chooses where people are led, and no token from elsewhere signs anybody in', async () => {
  const { email } = await aColleague(api)
  provider.person = verified(email)
  const out = await askAuth(api, 'sign-in/social', {
    provider: 'oidc',
    callbackURL: 'https://evil.example.org',
    idToken: { token: 'eyJhbGciOiJub25lIn0.e30.' },
  })
  expect(Object.keys(out.body)).toEqual(['url'])
  expect(String(out.body['url'])).toContain(provider.issuer)
})

test('without a provider there is no such way, and one that is gone holds up nobody else', async () => {
  await using plain = await testApi()
  expect((await askAuth(plain, 'sign-in/social', {})).status).toBe(404)
  expect((await plain.call(plain.operator, listSignInWays)).provider).toBeNull()
  const gone = { name: 'Gone', issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y' }
  await using lonely = await testApi({ provider: gone })
  const { email, password } = await aColleague(lonely)
  const refused = await askAuth(lonely, 'sign-in/social', {})
  expect(refused.body).toMatchObject({ status: 503, code: 'auth/provider-unreachable' })
  expect((await askAuth(lonely, 'sign-in/email', { email, password })).status).toBe(200)
})
