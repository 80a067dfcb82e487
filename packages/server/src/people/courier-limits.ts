import type { FieldError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import { wrongFields } from '../http/told.ts'
import { withoutUndefined } from '../http/without-undefined.ts'
import type { CourierLimits } from '../store/office.ts'

type Asked = { [K in keyof CourierLimits]?: CourierLimits[K] | undefined }

/** The limits that a body names; what it leaves out is not there. */
export const limitsIn = ({ flows, hours, segments, carriesFor }: Asked): Partial<CourierLimits> =>
  withoutUndefined({ flows, hours, segments, carriesFor })

/** Refuses limits that name what is not there, or hours that are none. */
export async function checkLimits(db: Kysely<Db>, limits: Partial<CourierLimits>): Promise<void> {
  const wrong: FieldError[] = []
  limits.hours?.forEach(({ fromMinute, toMinute }, i) => {
    if (fromMinute === toMinute)
      wrong.push({ pointer: `/hours/${i}`, code: 'out-of-range', detail: 'ends as it begins' })
  })
  if (new Set(limits.flows).size < (limits.flows?.length ?? 0))
    wrong.push({ pointer: '/flows', code: 'duplicate', detail: 'names the same work twice' })
  const segments = await unknown(db, 'segment', limits.segments)
  const organizations = await unknown(db, 'organization', limits.carriesFor)
  for (const i of segments)
    wrong.push({ pointer: `/segments/${i}`, code: 'not-found', detail: 'is no segment' })
  for (const i of organizations)
    wrong.push({ pointer: `/carriesFor/${i}`, code: 'not-found', detail: 'is no organization' })
  if (wrong.length > 0) throw wrongFields(wrong)
}

/** The places of the ids that no row has. */
async function unknown(
  db: Kysely<Db>,
  table: 'segment' | 'organization',
  ids: readonly string[] | null | undefined,
): Promise<number[]> {
  if (!ids || ids.length === 0) return []
  const asked = ids.map(uuidOf)
  const rows = await db.selectFrom(table).select('id').where('id', 'in', asked).execute()
  const known = new Set(rows.map(({ id }) => id))
  return asked.flatMap((id, i) => (known.has(id) ? [] : [i]))
}
