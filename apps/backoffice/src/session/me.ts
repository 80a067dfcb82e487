import type { Operation, Scope } from '@cubby/protocol/operation'
import { readMe } from '@cubby/protocol/operations/staff/read-me'
import type { OrganizationId } from '@cubby/kit/ids'
import type { StaffReply } from '@cubby/protocol/operations/staff/staff-shapes'
import { queryOptions } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { api } from '../api/client.ts'
import { useText } from '../text.ts'
import { scopesForLockers, scopesForNetworkOnly } from '@cubby/protocol/reach-of-scopes'

/** Who is signed in. */
export const meQuery = queryOptions({
  queryKey: [readMe.id],
  queryFn: ({ signal }) => api.call(readMe, { signal }),
  staleTime: 60_000,
})

export const MeContext = createContext<StaffReply | null>(null)

/** Whoever is signed in, on every page that asks for a sign-in. */
export function useMe(): StaffReply {
  const me = useContext(MeContext)
  if (!me) throw new Error('nobody is signed in here')
  return me
}

/**
 * Why this person may not do something: undefined when he may. A permission stands for all that it allows; an operation is more
 * exact.
 */
export function useForbidden(what: Scope | Operation): string | undefined {
  const me = useMe()
  const { t } = useText()
  const refusal = typeof what === 'string' ? refusalOfScope(me, what) : refusalOf(me, what)
  return refusal && t(refusal)
}

type Refusal = 'forbidden.role' | 'forbidden.network' | 'forbidden.reach'

/** As the server decides it (`authorize`); undefined when it would let this person in. */
export function refusalOf({ scopes, reach }: StaffReply, asked: Operation): Refusal | undefined {
  if (asked.staffOnly || asked.scope === null) return undefined
  if (!scopes.includes(asked.scope)) return 'forbidden.role'
  if (reach.kind === 'network') return undefined
  if (reach.kind === 'organization') return asked.networkOnly ? 'forbidden.network' : undefined
  return asked.narrow === undefined ? 'forbidden.reach' : undefined
}

/** The same for what only the network operator's own staff may do. */
export function useNetworkForbidden(scope: Scope): string | undefined {
  const own = useOwnOrganization()
  const forbidden = useForbidden(scope)
  const { t } = useText()
  return forbidden ?? (own === null ? undefined : t('forbidden.role'))
}

/** The one organization whose things this person deals with; null: those of all. */
export function useOwnOrganization(): OrganizationId | null {
  const { reach } = useMe()
  return reach.kind === 'organization' ? reach.organization : null
}

function refusalOfScope({ scopes, reach }: StaffReply, scope: Scope): Refusal | undefined {
  if (!scopes.includes(scope)) return 'forbidden.role'
  if (reach.kind === 'network') return undefined
  if (reach.kind === 'organization')
    return scopesForNetworkOnly.has(scope) ? 'forbidden.network' : undefined
  return scopesForLockers.has(scope) ? undefined : 'forbidden.reach'
}
