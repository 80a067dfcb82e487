import { later, type Instant, instant, minutes } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { uuidOf } from '@cubby/kit/ids'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import type { ServerContext } from '../context.ts'
import { timestamp } from '../db/tables/column.ts'
import type { SignInMethod } from '../db/tables/staff-tables.ts'
import { dateColumns } from './date-columns.ts'
import { passkeyTables, staffTables, twoFactorTables } from './sign-in-tables.ts'
import { memberWith, type StaffMember } from '../staff/staff-member.ts'

type Needs = Pick<ServerContext, 'clock' | 'ids' | 'keys' | 'db' | 'log'>

/** Names under which one server is reached at a time; one is the rule, more is somebody playing with the Host header. */
const ORIGINS_MAX = 8
/** Noting every call would write as often as people read. */
const USE_NOTED_EVERY = minutes(5)
/** Set by us from the connection; what a client sends under this name is overwritten. */
export const ADDRESS_HEADER = 'x-cubby-address'

export type StaffSignIn = {
  /** Answers a request to `/auth/…` of pages at this origin. */
  handle(origin: string, request: Request): Promise<Response>
  /** Who is signed in; null when nobody is, or not any more. Notes that the session was used. */
  memberOf(origin: string, headers: Headers): Promise<StaffMember | null>
}

/** With where browsers find us; left out: as each request says. */
export type SignInHere = { signIn: StaffSignIn; publicUrl?: string | undefined }

/**
 * Sign-in of staff with better-auth (ADR 12). It keeps passwords, second factors, passkeys and the cookie; how long a session
 * lasts is told by our clock.
 */
export function staffSignIn(ctx: Needs): StaffSignIn {
  const byOrigin = new Map<string, ReturnType<typeof signInAt>>()
  const at = (origin: string) => {
    const known = byOrigin.get(origin)
    if (known) return known
    if (byOrigin.size >= ORIGINS_MAX) byOrigin.delete([...byOrigin.keys()][0] ?? '')
    const made = signInAt(ctx, origin)
    byOrigin.set(origin, made)
    return made
  }
  return {
    handle: (origin, request) => at(origin).handler(request),
    async memberOf(origin, headers) {
      const query = { disableCookieCache: true, disableRefresh: true }
      const signedIn = await at(origin).api.getSession({ headers, query })
      if (signedIn === null) return null
      const { session } = signedIn
      return (await stillLasts(ctx, session)) ? memberWith(ctx.db, session.id) : null
    },
  }
}

/** Ends a session that lay idle or lasted too long; notes now and then that it is used. */
async function stillLasts(
  { clock, db }: Needs,
  { id, startedAt, usedAt }: { id: string; startedAt: Date; usedAt: Date },
): Promise<boolean> {
  const now = clock.now()
  const used = instant(usedAt.getTime())
  if (
    now >= later(instant(startedAt.getTime()), limits.staffSessionMax) ||
    now >= later(used, limits.staffSessionIdle)
  ) {
    await db.deleteFrom('staff_session').where('id', '=', id).execute()
    return false
  }
  if (now >= later(used, USE_NOTED_EVERY))
    await db
      .updateTable('staff_session')
      .set({ used_at: timestamp(now) })
      .where('id', '=', id)
      .execute()
  return true
}

/** How whoever asks at this path of the library has proved who he is. */
function methodOf(path = ''): SignInMethod {
  if (path.startsWith('/passkey/')) return 'passkey'
  return path.startsWith('/oauth2/') ? 'oidc' : 'password'
}

function signInAt(ctx: Needs, origin: string) {
  const { clock, ids, keys, db, log } = ctx
  const isSecure = origin.startsWith('https:')
  const dateOf = (at: Instant) => new Date(at)
  return betterAuth({
    appName: 'Cubby',
    baseURL: origin,
    basePath: '/auth',
    secret: keys.staffSecret,
    database: { db: db.withPlugin(dateColumns), type: 'postgres', transaction: true },
    ...staffTables,
    session: {
      ...staffTables.session,
      expiresIn: limits.staffSessionMax / 1_000,
      disableSessionRefresh: true,
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: limits.staffPasswordCharsMin,
      maxPasswordLength: limits.staffPasswordCharsMax,
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            const now = dateOf(clock.now())
            const method = methodOf(context?.path)
            return { data: { ...session, startedAt: now, usedAt: now, method } }
          },
        },
      },
    },
    plugins: [
      twoFactor({ issuer: 'Cubby', schema: twoFactorTables }),
      passkey({
        rpName: 'Cubby',
        rpID: new URL(origin).hostname,
        origin,
        schema: passkeyTables,
      }),
    ],
    advanced: {
      cookiePrefix: 'cubby',
      useSecureCookies: isSecure,
      // Strict suffices: the page itself needs no cookie, and what it asks for is asked from the same site.
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, secure: isSecure, path: '/' },
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
