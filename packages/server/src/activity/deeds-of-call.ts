import { idPattern, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Operation } from '@cubby/protocol/operation'
import type { Caller } from '../http/caller.ts'
import type { Change } from '../http/route.ts'
import { type Details, differing } from './details.ts'
import type { Deed } from './write-activity.ts'

type Call = { params: unknown; body: unknown; caller: Caller }

/** What a write did, one deed per thing; what its handler did not speak of is told by name alone. */
export function deedsOf(operation: Operation, call: Call, changes: readonly Change[]): Deed[] {
  const reason = reasonIn(call.body)
  const about = call.caller.organization
  if (changes.length === 0)
    return [
      {
        operation: operation.id,
        what: 'do',
        thing: thingIn(call.params),
        about,
        before: null,
        after: null,
        reason,
      },
    ]
  return changes.map((change) => ({
    operation: operation.id,
    what: whatOf(change),
    thing: change.thing,
    about: aboutOf(change) ?? about,
    ...differing(change),
    reason,
  }))
}

function whatOf({ before, after, isDeed }: Change): Deed['what'] {
  if (isDeed) return 'do'
  if (before === null) return after === null ? 'do' : 'create'
  return after === null ? 'delete' : 'change'
}

const organizationId = new RegExp(`^org_${idPattern.source}$`)
const anyId = new RegExp(`^[a-z]{3}_${idPattern.source}$`)

/** Whose thing it is, as in the database. */
function aboutOf({ thing, before, after, about }: Change): string | null {
  const said = [about, thing, (after as Details | null)?.organization]
  for (const named of [...said, (before as Details | null)?.organization])
    if (typeof named === 'string' && organizationId.test(named)) return uuidOf(named)
  return null
}

/** What a path names last: the shipment of `/v1/shipments/:shipment/code`, the cell of a locker. */
export function thingIn(params: unknown): string | null {
  const named = Object.values(params ?? {})
  const ids = named.filter((value): value is string => typeof value === 'string')
  return ids.findLast((value) => anyId.test(value)) ?? null
}

function reasonIn(body: unknown): string | null {
  if (body === null || typeof body !== 'object' || !('reason' in body)) return null
  const { reason } = body
  return typeof reason === 'string' && reason !== '' ? reason.slice(0, limits.textCharsMax) : null
}
