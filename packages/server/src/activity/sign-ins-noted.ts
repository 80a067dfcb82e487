import { type Instant, later } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { fromOf } from './done-by.ts'
import { type Deed, writeActivity } from './write-activity.ts'

type Needs = Pick<ServerContext, 'db' | 'ids' | 'clock'>
/** A request to the sign-in that went well, or was refused. */
type Asked = {
  path: string
  request: FastifyRequest
  /** Who was signed in when it came. */
  member: StaffMember | null
  /** The e-mail address it is about; '' where it names none. */
  account: string
}

/** Sign-in goes on with the second factor after the password. */
const signIns = new Set([
  '/auth/sign-in/email',
  '/auth/two-factor/verify-totp',
  '/auth/two-factor/verify-backup-code',
  '/auth/passkey/verify-authentication',
  '/auth/callback/oidc',
])
/** What people change about how they sign in. */
const changes: Record<string, string> = {
  '/auth/change-password': 'staff.change-password',
  '/auth/two-factor/enable': 'staff.begin-second-factor',
  '/auth/two-factor/verify-totp': 'staff.enable-second-factor',
  '/auth/two-factor/disable': 'staff.disable-second-factor',
  '/auth/two-factor/generate-backup-codes': 'staff.new-backup-codes',
  '/auth/passkey/verify-registration': 'staff.add-passkey',
  '/auth/passkey/delete-passkey': 'staff.remove-passkey',
}
/** Beyond it the oldest are forgotten, and written down once more. */
const KEPT_MAX = 5_000

/**
 * Writes down who signed in and out, from where, and what people changed about their sign-in. Tries that fail are written once for
 * each account and address in a quarter of an hour; how many there were is told with the next that goes well.
 */
export function signInsNoted(ctx: Needs) {
  const failed = new Map<string, Instant>()
  return {
    async wentWell(asked: Asked, told: unknown): Promise<void> {
      const { path, member } = asked
      if (path === '/auth/sign-out') {
        if (member) await note(ctx, asked, member.id, deed('staff.sign-out', 'sign-in', member.id))
        return
      }
      const change = changes[path]
      if (member && change !== undefined)
        return note(ctx, asked, member.id, deed(change, 'change', member.id))
      if (!signIns.has(path)) return
      const id = userIn(told)
      if (id === null) return
      failed.delete(keyOf(asked))
      const failedBefore = await triesBefore(ctx, asked)
      const after = failedBefore > 0 ? { failedBefore } : null
      await note(ctx, asked, id, { ...deed('staff.sign-in', 'sign-in', id), after })
    },
    async wentWrong(asked: Asked, code: string): Promise<void> {
      if (!signIns.has(asked.path)) return
      const now = ctx.clock.now()
      const isLocked = code === 'auth/too-many-tries'
      const key = `${keyOf(asked)} ${String(isLocked)}`
      const last = failed.get(key)
      if (last !== undefined && now < later(last, limits.staffWrongTriesWithin)) return
      failed.delete(key)
      failed.set(key, now)
      const [oldest] = failed.keys()
      if (failed.size > KEPT_MAX && oldest !== undefined) failed.delete(oldest)
      // Whose account, if it is one: what else was typed may be a password in the wrong field.
      const id = await staffWith(ctx, asked.account)
      const operation = isLocked ? 'staff.sign-in-locked' : 'staff.sign-in-failed'
      await note(ctx, asked, null, deed(operation, 'sign-in', id))
    },
  }
}

const keyOf = ({ account, request }: Asked) => `${account} ${request.ip}`

const deed = (operation: string, what: Deed['what'], staff: string | null): Deed => ({
  operation,
  what,
  thing: staff === null ? null : idOf('stf', staff),
  about: null,
  before: null,
  after: null,
  reason: null,
})

async function note(ctx: Needs, { request }: Asked, id: string | null, done: Deed) {
  const staff = done.thing === null ? null : uuidOf(done.thing)
  const about = staff === null ? null : await organizationOf(ctx, staff)
  const organization = id === null ? null : about
  const by = { kind: id === null ? 'system' : 'staff', id, organization } as const
  const now = ctx.clock.now()
  await writeActivity(ctx.db, ctx, { ...by, ...fromOf(request) }, [{ ...done, about }], now)
}

/** Whose staff it is: an organization reads who of its own signed in. */
async function organizationOf({ db }: Needs, staff: string): Promise<string | null> {
  const row = await db
    .selectFrom('staff')
    .select(['reach', 'reach_of'])
    .where('id', '=', staff)
    .executeTakeFirst()
  return row?.reach === 'organization' ? (row.reach_of[0] ?? null) : null
}

/** The id of the person whom an answer of the sign-in names; null while the second factor is still asked for. */
function userIn(told: unknown): string | null {
  if (told === null || typeof told !== 'object') return null
  const { user, session } = told as { user?: { id?: unknown }; session?: { userId?: unknown } }
  const id = user?.id ?? session?.userId
  return typeof id === 'string' ? id : null
}

async function triesBefore({ db }: Needs, { account, request }: Asked): Promise<number> {
  if (account === '') return 0
  const row = await db
    .selectFrom('staff_attempt')
    .select('tries')
    .where('account', '=', account)
    .where('address', '=', request.ip)
    .executeTakeFirst()
  // The one that went well counts as well until it is forgiven.
  return Math.max(0, (row?.tries ?? 0) - 1)
}

async function staffWith({ db }: Needs, account: string): Promise<string | null> {
  if (account === '') return null
  const row = await db
    .selectFrom('staff')
    .select('id')
    .where('email', '=', account)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}
