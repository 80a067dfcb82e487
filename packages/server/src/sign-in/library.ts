import { limits } from '@cubby/kit/limits'
import { uuidOf } from '@cubby/kit/ids'
import { passkey } from '@better-auth/passkey'
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type { ServerContext } from '../context.ts'
import type { SignInMethod } from '../db/tables/staff-tables.ts'
import { mayBegin } from '../emergency/use-emergency.ts'
import { dateColumns } from './date-columns.ts'
import { discoveryUrlOf, type IdentityProvider, PROVIDER_ID } from './identity-provider.ts'
import { passkeyTables, staffTables, twoFactorTables } from './sign-in-tables.ts'

export type LibraryNeeds = Pick<ServerContext, 'clock' | 'ids' | 'keys' | 'db' | 'log' | 'pokes'>

/** Set by us from the connection; what a client sends under this name is overwritten. */
export const ADDRESS_HEADER = 'x-cubby-address'

const noTokens = { accessToken: null, refreshToken: null, idToken: null, scope: null }

/** How we present ourselves to a provider. Nobody gets an account by coming from there. */
const clientOf = (provider: IdentityProvider) => ({
  providerId: PROVIDER_ID,
  name: provider.name,
  discoveryUrl: discoveryUrlOf(provider),
  requireIdTokenVerification: true,
  clientId: provider.clientId,
  clientSecret: provider.clientSecret,
  scopes: ['openid', 'email', 'profile'],
  pkce: true,
  disableSignUp: true,
})

/** How whoever asks at this path of the library has proved who he is. */
function methodOf(path = ''): SignInMethod {
  if (path.startsWith('/passkey/')) return 'passkey'
  return path.startsWith('/callback/') ? 'oidc' : 'password'
}

/** What happens beside the library's own work. */
const hooksOf = (ctx: LibraryNeeds) =>
  ({
    account: {
      create: {
        // We ask the provider for nothing later: what could be stolen is not kept.
        before: async (account) => ({ data: { ...account, ...noTokens } }),
      },
    },
    session: {
      create: {
        before: async (session, context) => {
          const { userId, ipAddress } = session
          if (!(await mayBegin(ctx, userId, { address: ipAddress ?? null }))) return false
          const now = new Date(ctx.clock.now())
          const method = methodOf(context?.path)
          return { data: { ...session, startedAt: now, usedAt: now, method } }
        },
      },
    },
  }) satisfies BetterAuthOptions['databaseHooks']

const pluginsAt = (origin: string) => [
  twoFactor({ issuer: 'Cubby', schema: twoFactorTables }),
  passkey({ rpName: 'Cubby', rpID: new URL(origin).hostname, origin, schema: passkeyTables }),
]

/** The sign-in library for pages at this origin, over our tables; with a provider it also knows the way there and back. */
export function libraryAt(ctx: LibraryNeeds, origin: string, provider: IdentityProvider | null) {
  const { ids, keys, db, log } = ctx
  const isSecure = origin.startsWith('https:')
  return betterAuth({
    appName: 'Cubby',
    baseURL: origin,
    basePath: '/auth',
    secret: keys.staffSecret,
    database: { db: db.withPlugin(dateColumns), type: 'postgres', transaction: true },
    ...staffTables,
    account: {
      ...staffTables.account,
      updateAccountOnSignIn: false,
      // The address of an account was typed by an administrator; the provider must have verified it.
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    session: {
      ...staffTables.session,
      expiresIn: limits.staffSessionMax / 1_000,
      disableSessionRefresh: true,
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      // What a password must be like is ours to say: see `new-password.ts`.
      minPasswordLength: 1,
      maxPasswordLength: limits.staffPasswordCharsMax,
    },
    databaseHooks: hooksOf(ctx),
    plugins:
      provider === null
        ? pluginsAt(origin)
        : [...pluginsAt(origin), genericOAuth({ config: [clientOf(provider)] })],
    advanced: {
      cookiePrefix: 'cubby',
      useSecureCookies: isSecure,
      // Strict suffices: the page itself needs no cookie, and what it asks for is asked from the same site.
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, secure: isSecure, path: '/' },
      // The way back from the provider comes from another site.
      cookies: { state: { attributes: { sameSite: 'lax' } } },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => uuidOf(ids.mint('stf')), validateSchema: false },
    },
    // Ours counts by account and address, in the database: see `attempts.ts`.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      // Without its values: they may name people.
      log: (level, message) =>
        log.child({ part: 'sign-in' })[level === 'error' ? 'warn' : 'debug'](message),
    },
  })
}
