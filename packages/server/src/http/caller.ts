import { AppError } from '@cubby/kit/app-error'
import { idOf, uuidOf } from '@cubby/kit/ids'
import type { Scope } from '@cubby/protocol/operation'

/** Who calls, and what the key allows. Ids as in the database. */
export type Caller = {
  key: string
  /** Null: the network operator itself, who sees everybody's things. */
  organization: string | null
  scopes: ReadonlySet<Scope>
}

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
