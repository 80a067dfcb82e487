import { kindsWorkingEverywhere } from '@cubby/domain/organizations/capabilities'
import { uuidOf } from '@cubby/kit/ids'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import { wrongField, wrongFields } from '../http/told.ts'
import { holdMembership } from '../places/segments/refresh-segments.ts'
import type { OrganizationRow } from './organization-rows.ts'

/** Where an organization is to work, as the database keeps it; refuses segments that are not there. */
export async function worksInOf(
  trx: Kysely<Db>,
  { kind, works_in: before }: OrganizationRow,
  asked: readonly string[] | null | undefined,
): Promise<string[] | null> {
  if (asked === undefined) return before
  if (asked === null) return null
  if (!kindsWorkingEverywhere().includes(kind))
    throw wrongField(
      '/worksIn',
      'not-allowed',
      'an organization of this kind works only where it rents',
    )
  await holdMembership(trx) // no segment is removed meanwhile
  const segments = asked.map(uuidOf)
  const known = await trx.selectFrom('segment').select('id').where('id', 'in', segments).execute()
  const ids = new Set(known.map(({ id }) => id))
  const wrong = segments.flatMap((id, i) =>
    ids.has(id)
      ? []
      : [{ pointer: `/worksIn/${i}`, code: 'not-found', detail: 'there is no such segment' }],
  )
  if (wrong.length > 0) throw wrongFields(wrong)
  return [...new Set(segments)]
}
