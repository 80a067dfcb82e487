import { idOf, uuidOf } from '@cubby/kit/ids'
import type { Reach, ReachKind } from '@cubby/protocol/operations/staff/reach'
import { must } from '@cubby/kit/assert'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { wrongField, wrongFields } from '../http/told.ts'

type ReachColumns = { reach: ReachKind; reach_of: string[] }

/** A reach as the database keeps it. */
export function reachColumns(reach: Reach): ReachColumns {
  const ids = namedIn(reach).map(uuidOf)
  return { reach: reach.kind, reach_of: [...new Set(ids)] }
}

/** A reach as the API tells of it. */
export function reachOf({ reach: kind, reach_of: ids }: ReachColumns): Reach {
  switch (kind) {
    case 'network':
      return { kind }
    case 'organization':
      return { kind, organization: idOf('org', must(ids[0], 'an organization is named')) }
    case 'segments':
      return { kind, segments: ids.map((id) => idOf('seg', id)) }
    case 'lockers':
      return { kind, lockers: ids.map((id) => idOf('lck', id)) }
  }
}

function namedIn(reach: Reach): readonly string[] {
  switch (reach.kind) {
    case 'network':
      return []
    case 'organization':
      return [reach.organization]
    case 'segments':
      return reach.segments
    case 'lockers':
      return reach.lockers
  }
}

/** True of the staff of this organization (a UUID), which reaches nothing but its things. */
export const isStaffOf = (organization: string): RawBuilder<boolean> =>
  sql<boolean>`staff.reach = 'organization' and staff.reach_of = array[${organization}]::uuid[]`

/** Refuses a reach that goes beyond that of whoever gives it, who acts for an organization (a UUID) or for the operator; or names what does not exist. */
export async function reachToGive(
  trx: Transaction<Db>,
  organization: string | null,
  reach: Reach,
): Promise<void> {
  if (organization === null) return reachMustExist(trx, reach)
  // Whether another organization exists is not told.
  if (reach.kind !== 'organization' || uuidOf(reach.organization) !== organization)
    throw wrongField('/reach', 'not-allowed', 'your people reach what is of your organization')
}

const tableOf = { organization: 'organization', segments: 'segment', lockers: 'locker' } as const

/** Refuses a reach that names what does not exist, each at its place. */
async function reachMustExist(trx: Transaction<Db>, reach: Reach): Promise<void> {
  if (reach.kind === 'network') return
  const ids = namedIn(reach).map(uuidOf)
  const rows = await trx
    .selectFrom(tableOf[reach.kind])
    .select('id')
    .where('id', 'in', ids)
    .execute()
  const known = new Set(rows.map(({ id }) => id))
  const place = (i: number) =>
    reach.kind === 'organization' ? '/reach/organization' : `/reach/${reach.kind}/${i}`
  const wrong = ids.flatMap((id, i) =>
    known.has(id) ? [] : [{ pointer: place(i), code: 'not-found', detail: 'does not exist' }],
  )
  if (wrong.length > 0) throw wrongFields(wrong)
}
