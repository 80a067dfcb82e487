import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** Whom the provider knows: what it says of whoever comes next. */
export type Claims = { sub: string; email: string; email_verified: boolean; name: string }

export type TestIdentityProvider = AsyncDisposable & {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who signs in there next; it asks for no password. */
  person: Claims
  /** Codes that were handed in, right or wrong. */
  handedIn: string[]
}

type Shop = { given: Map<string, Given>; provider: TestIdentityProvider; privateKey: KeyObject }
type Given = { challenge: string; nonce: string | null; redirect: string; claims: Claims }

/** A small identity provider (OpenID Connect, code with PKCE, RS256) on a port of its own. */
export async function testIdentityProvider(): Promise<TestIdentityProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const given = new Map<string, Given>()
  const server = createServer((request, reply) => {
    void answer(request, reply).catch(() => reply.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: TestIdentityProvider = {
    issuer,
    clientId: 'cubby',
    clientSecret: 'between the two of us',
    person: { sub: '1', email: 'nobody@example.org', email_verified: true, name: 'Nobody' },
    handedIn: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const shop: Shop = { given, provider, privateKey }
  return provider

  async function answer(request: IncomingMessage, reply: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer)
    if (pathname === '/.well-known/openid-configuration') return json(reply, described(issuer))
    if (pathname === '/keys')
      return json(reply, {
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
      })
    if (pathname === '/authorize') return letIn(shop, searchParams, reply)
    if (pathname === '/token')
      return exchange(shop, request, new URLSearchParams(await text(request)), reply)
    return reply.writeHead(404).end()
  }
}

/** Whoever comes is signed in already. */
function letIn({ given, provider }: Shop, asked: URLSearchParams, reply: ServerResponse) {
  const code = randomUUID()
  const redirect = asked.get('redirect_uri') ?? ''
  given.set(code, {
    challenge: asked.get('code_challenge') ?? '',
    nonce: asked.get('nonce'),
    redirect,
    claims: { ...provider.person },
  })
  const back = new URL(redirect)
  back.searchParams.set('code', code)
  back.searchParams.set('state', asked.get('state') ?? '')
  reply.writeHead(302, { location: back.href }).end()
}

function exchange(
  { given, provider, privateKey }: Shop,
  request: IncomingMessage,
  form: URLSearchParams,
  reply: ServerResponse,
) {
  const code = form.get('code') ?? ''
  provider.handedIn.push(code)
  const known = given.get(code)
  given.delete(code)
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  const isRight =
    known !== undefined &&
    known.challenge === challenge &&
    known.redirect === form.get('redirect_uri') &&
    isClient(request, form, provider)
  if (!isRight) return json(reply, { error: 'invalid_grant' }, 400)
  const seconds = Math.floor(Date.now() / 1_000)
  const { clientId: aud, issuer: iss } = provider
  const claims = { iss, aud, iat: seconds, exp: seconds + 60, ...known.claims }
  const nonce = known.nonce === null ? {} : { nonce: known.nonce }
  return json(reply, {
    access_token: randomUUID(),
    token_type: 'Bearer',
    expires_in: 60,
    id_token: signed({ ...claims, ...nonce }, privateKey),
  })
}

function signed(claims: object, privateKey: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part(claims)}`
  return `${head}.${sign('sha256', Buffer.from(head), privateKey).toString('base64url')}`
}

const described = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
})

/** The secret comes in the form or in the header. */
function isClient(
  request: IncomingMessage,
  form: URLSearchParams,
  { clientId, clientSecret }: TestIdentityProvider,
): boolean {
  if (form.get('client_id') === clientId && form.get('client_secret') === clientSecret) return true
  const [, encoded = ''] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? []
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':')
  return decodeURIComponent(id) === clientId && decodeURIComponent(secret) === clientSecret
}

function json(reply: ServerResponse, body: object, status = 200) {
  reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
