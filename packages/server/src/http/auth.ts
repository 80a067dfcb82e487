import { AppError } from '@cubby/kit/app-error'
import { type Instant, later, minutes } from '@cubby/kit/clock'
import { isId, uuidOf } from '@cubby/kit/ids'
import { sameSecret, sha256 } from '@cubby/keys/digest'
import type { Operation } from '@cubby/protocol/operation'
import type { FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { timestamp } from '../db/tables/column.ts'
import { headersOf, mustAddSecondFactor, mustChange } from '../sign-in/auth-routes.ts'
import type { SignInHere } from '../sign-in/sign-in.ts'
import { type Caller, reachesLocker } from './caller.ts'
import { mustBeOurPage, originOf } from './origin.ts'
import { found } from './told.ts'

const BEARER = /^[Bb]earer cub_([0-9a-z]{26})_([A-Za-z0-9_-]{43})$/
/** "Last used" is for people who clean up keys; a write per call would be waste. */
const USED_WITHIN = minutes(10)

/** The text of a key as its owner keeps it. */
export const keyText = (keyId: string, secret: string) => `cub_${keyId.slice(4)}_${secret}`

/** Who calls: a program by its key, or a person by the cookie of a session. The key counts when there are both. */
export async function callerOf(
  ctx: Pick<ServerContext, 'clock' | 'db'>,
  { signIn, publicUrl }: SignInHere,
  request: FastifyRequest,
): Promise<Caller> {
  const { authorization, cookie } = request.headers
  if (authorization || !cookie) return authenticate(ctx, authorization)
  const staff = await signIn.memberOf(originOf(request, publicUrl), headersOf(request))
  if (staff === null)
    throw new AppError('auth/missing', 'sign in, or send `Authorization: Bearer cub_…`')
  mustBeOurPage(request, publicUrl)
  const { id, organization, scopes, lockers } = staff
  return { id, staff, organization, scopes: new Set(scopes), lockers }
}

/**
 * The caller behind an Authorization header. One read by primary key per call and nothing cached: a revoked
 * key is refused at once, by every server.
 */
export async function authenticate(
  ctx: Pick<ServerContext, 'clock' | 'db'>,
  header: string | undefined,
): Promise<Caller> {
  if (!header) throw new AppError('auth/missing', 'send `Authorization: Bearer cub_…`')
  const [, body, secret] = BEARER.exec(header) ?? []
  const keyId = `key_${body}`
  if (!secret || !isId('key', keyId)) throw invalid()
  const row = await ctx.db
    .selectFrom('api_key')
    .leftJoin('organization', 'organization.id', 'api_key.organization_id')
    .select([
      'api_key.id',
      'api_key.organization_id',
      'api_key.secret_hash',
      'api_key.scopes',
      'api_key.revoked_at',
      'api_key.last_used_at',
      'organization.suspended_at',
    ])
    .where('api_key.id', '=', uuidOf(keyId))
    .executeTakeFirst()
  if (!row || !sameSecret(row.secret_hash, sha256(secret)) || row.revoked_at !== null)
    throw invalid()
  if (row.suspended_at !== null)
    throw new AppError('auth/suspended', 'the organization of this key is suspended')
  await noteUse(ctx, row)
  const { id, organization_id: organization } = row
  return { id, staff: null, organization, scopes: new Set(row.scopes), lockers: null }
}

/**
 * Refuses a caller whose key, role or reach does not go as far as this operation: the one place where that is decided. What
 * names a locker out of reach is answered as if there were none.
 */
export function authorize(operation: Operation, caller: Caller, params: unknown): void {
  const { staff } = caller
  if (operation.staffOnly && staff === null)
    throw new AppError('auth/forbidden', 'only people who signed in may do this')
  if (!operation.beforeWork) {
    if (staff?.mustChangePassword) throw mustChange()
    if (staff?.mustAddSecondFactor) throw mustAddSecondFactor()
    if (staff?.suspended) throw new AppError('auth/suspended', suspendedAs[staff.suspended])
  }
  if (operation.staffOnly) return
  if (operation.scope !== null && !caller.scopes.has(operation.scope))
    throw new AppError('auth/forbidden', `${whose(caller)} lacks the scope ${operation.scope}`, {
      extra: { scope: operation.scope },
    })
  if (operation.networkOnly && caller.organization !== null)
    throw new AppError('auth/forbidden', 'only the network operator may do this')
  mustBeInReach(operation, caller, params)
}

/** Whether `authorize` would let this caller in. */
export function mayCall(operation: Operation, caller: Caller, params: unknown): boolean {
  try {
    authorize(operation, caller, params)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

/** Deny first: what does not say how it keeps to some lockers is not for whoever has only some. */
function mustBeInReach(operation: Operation, caller: Caller, params: unknown) {
  if (caller.lockers === null) return
  if (operation.narrow === undefined)
    throw new AppError('auth/forbidden', 'this goes beyond the lockers in your reach', {
      extra: { reach: caller.staff?.reach.kind },
    })
  if (!operation.path.includes('/:locker')) return
  const { locker } = params as { locker?: unknown }
  // What is no id at all is told so later, with the other fields.
  if (isId('lck', locker) && !reachesLocker(caller, uuidOf(locker))) found(null, 'locker')
}

/** What somebody is told in whose name nothing is done. */
const suspendedAs = {
  person: 'your account is suspended',
  organization: 'your organization is suspended',
}

const whose = ({ staff }: Caller) => (staff === null ? 'the key' : 'your role')

async function noteUse(
  ctx: Pick<ServerContext, 'clock' | 'db'>,
  row: { id: string; last_used_at: Instant | null },
) {
  const now = ctx.clock.now()
  if (row.last_used_at !== null && now < later(row.last_used_at, USED_WITHIN)) return
  await ctx.db
    .updateTable('api_key')
    .set({ last_used_at: timestamp(now) })
    .where('id', '=', row.id)
    .execute()
}

// Wrong, revoked and malformed look the same: nobody learns which keys exist.
const invalid = () => new AppError('auth/invalid', 'the key is unknown or revoked')
