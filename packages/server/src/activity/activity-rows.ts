import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { ActivityReply } from '@cubby/protocol/operations/activity/activity-shapes'
import type { Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import { toldId } from '../http/told.ts'
import type { namesOf } from '../lists/doers.ts'

export const activityColumns = [
  'id',
  'at',
  'operation',
  'what',
  'doer_kind',
  'doer_id',
  'doer_organization',
  'address',
  'agent',
  'thing',
  'about_organization',
  'before',
  'after',
  'reason',
  'seq',
  'hash',
  'erased_by',
] as const
export type ActivityRow = Pick<Selectable<Db['activity']>, (typeof activityColumns)[number]>

/** Who did it, to be named. */
export const doerOf = ({ doer_id: id, doer_kind: kind }: ActivityRow) => ({
  id,
  kind: kind === 'system' ? null : kind,
})

/** A row as the API tells of it. `own` (a UUID): whose caller it is told to; from where others called is not his business. */
export function toldActivity(
  row: ActivityRow,
  nameOf: Awaited<ReturnType<typeof namesOf>>,
  own: string | null,
): ActivityReply {
  const doer = nameOf(doerOf(row))
  const showsPlace = own === null || row.doer_organization === own
  return {
    id: idOf('act', row.id),
    at: isoTime(row.at),
    operation: row.operation,
    what: row.what,
    by: {
      kind: row.doer_kind,
      id: doer?.id ?? null,
      name: doer?.name ?? null,
      organization: toldId('org', row.doer_organization),
    },
    address: showsPlace ? row.address : null,
    agent: showsPlace ? row.agent : null,
    thing: row.thing,
    organization: toldId('org', row.about_organization),
    before: row.before,
    after: row.after,
    reason: row.reason,
    seq: row.seq,
    hash: row.hash,
    erasedBy: toldId('act', row.erased_by),
  }
}
