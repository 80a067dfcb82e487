import { AppError } from '@cubby/kit/app-error'
import { later, instant, minutes, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { ServerContext } from '../context.ts'
import { timestamp } from '../db/tables/column.ts'
import { libraryAt, type LibraryNeeds } from './library.ts'
import { memberWith, type StaffMember } from '../staff/staff-member.ts'

type Needs = LibraryNeeds & Pick<ServerContext, 'provider'>

/** Names under which one server is reached at a time; one is the rule, more is somebody playing with the Host header. */
const ORIGINS_MAX = 8
/** Noting every call would write as often as people read. */
const USE_NOTED_EVERY = minutes(5)
/** So long a provider may take to describe itself, or to answer for a code. */
const PROVIDER_WITHIN = seconds(15)

export type StaffSignIn = {
  /** Answers a request to `/auth/…` of pages at this origin. */
  handle(origin: string, request: Request): Promise<Response>
  /** The same for the sign-in with the identity provider. */
  handleByProvider(origin: string, request: Request): Promise<Response>
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
  const at = kept((origin) => libraryAt(ctx, origin, null))
  // Apart from the others: it reads what the provider tells of itself first, and nobody else should wait for that.
  const withProvider = kept((origin) => libraryAt(ctx, origin, ctx.provider ?? null))
  return {
    handle: (origin, request) => at.get(origin).handler(request),
    async handleByProvider(origin, request) {
      const patience = new AbortController()
      const late = ctx.clock.sleep(PROVIDER_WITHIN, patience.signal).then(() => null)
      const answer = withProvider.get(origin).handler(request)
      const response = await Promise.race([answer, late]).finally(() => patience.abort())
      if (response !== null && response.status !== 404) return response
      // It could not be read; the next one who asks reads it anew.
      withProvider.forget(origin)
      throw new AppError('auth/provider-unreachable', 'the identity provider does not answer')
    },
    async memberOf(origin, headers) {
      const query = { disableCookieCache: true, disableRefresh: true }
      const signedIn = await at.get(origin).api.getSession({ headers, query })
      if (signedIn === null) return null
      const { session } = signedIn
      return (await stillLasts(ctx, session))
        ? memberWith(ctx.db, session.id, ctx.clock.now())
        : null
    },
  }
}

/** One of each origin, made when it is first asked for. */
function kept<T>(make: (origin: string) => T) {
  const byOrigin = new Map<string, T>()
  return {
    get(origin: string): T {
      const known = byOrigin.get(origin)
      if (known) return known
      if (byOrigin.size >= ORIGINS_MAX) byOrigin.delete([...byOrigin.keys()][0] ?? '')
      const made = make(origin)
      byOrigin.set(origin, made)
      return made
    },
    forget: (origin: string) => void byOrigin.delete(origin),
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
