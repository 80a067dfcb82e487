import { AppError } from '@cubby/kit/app-error'
import { type ApiKeyId, idOf, type StaffId, uuidOf } from '@cubby/kit/ids'
import type { Scope } from '@cubby/protocol/operation'
import type { DoerKind } from '../db/tables/link-tables.ts'
import type { Actor } from '../db/tables/shipment-tables.ts'
import type { StaffMember } from '../staff/staff-member.ts'

/** Who calls, and what the key or the role allows. Ids as in the database. */
export type Caller = {
  /** Of the key, or of the person; '' of whoever calls what needs neither. */
  id: string
  /** The person who signed in; null: a program with its key. */
  staff: StaffMember | null
  /** Null: the network operator itself, who sees everybody's things. */
  organization: string | null
  scopes: ReadonlySet<Scope>
  /** Those that the caller may deal with; null: all. Operations that show others are refused (`narrow`). */
  lockers: ReadonlySet<string> | null
}

export const doerKind = ({ staff }: Caller): DoerKind => (staff === null ? 'key' : 'staff')

/** An id for records: which person or which key it was, never a secret. */
export const doerIdOf = (caller: Caller): ApiKeyId | StaffId =>
  caller.staff === null ? idOf('key', caller.id) : idOf('stf', caller.id)

/** The caller as custody tells of him. */
export const actorOf = (caller: Caller): Actor => ({ kind: doerKind(caller), id: doerIdOf(caller) })

/**
 * The organization a new thing belongs to: the caller's own. The network operator names one; nobody else
 * may name another.
 */
export function organizationFor(caller: Caller, named: string | undefined): string {
  const own = caller.organization
  if (own === null) {
    if (named !== undefined) return uuidOf(named)
    throw new AppError('input/invalid', 'a key of the network operator must name an organization', {
      fields: [{ pointer: '/organization', code: 'missing', detail: 'is required with this key' }],
    })
  }
  if (named !== undefined && uuidOf(named) !== own)
    throw new AppError('auth/forbidden', `this key acts for ${idOf('org', own)} only`)
  return own
}

/** Whose things a list may show: null for everybody's. Naming a foreign organization shows nothing of it. */
export function organizationSeen(caller: Caller, named: string | undefined): string | null {
  if (caller.organization === null) return named === undefined ? null : uuidOf(named)
  if (named !== undefined && uuidOf(named) !== caller.organization)
    throw new AppError('auth/forbidden', 'this key sees its own organization only')
  return caller.organization
}

/** True when the caller may know of things of this organization. */
export const maySee = (caller: Caller, organization: string | null) =>
  caller.organization === null || caller.organization === organization

/** True when the caller may deal with this locker (a UUID), or with what stands at none. */
export const reachesLocker = ({ lockers }: Caller, locker: string | null) =>
  lockers === null || (locker !== null && lockers.has(locker))

/** Which lockers a list may show, for `= any(…)`; null: all. */
export const lockersSeen = ({ lockers }: Caller): string[] | null =>
  lockers === null ? null : [...lockers]
