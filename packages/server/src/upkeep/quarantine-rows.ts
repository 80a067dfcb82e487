import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { QuarantinedEntry } from '@cubby/protocol/operations/upkeep/upkeep-shapes'
import type { Kysely, Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import { toldTime } from '../http/told.ts'

type Row = Selectable<Db['quarantine']> & { type: string | null }

/** Quarantined entries, each with what the locker said it was. */
export const quarantined = (db: Kysely<Db>) =>
  db
    .selectFrom('quarantine as q')
    .leftJoin('entry as e', (join) =>
      join
        .onRef('e.locker_id', '=', 'q.locker_id')
        .onRef('e.journal_id', '=', 'q.journal_id')
        .onRef('e.seq', '=', 'q.seq'),
    )
    .select(['q.locker_id', 'q.journal_id', 'q.seq', 'q.error', 'q.created_at'])
    .select(['q.resolved_at', 'q.resolution', 'q.resolved_by', 'e.type'])

/** A quarantined entry as the API tells of it. */
export const toldQuarantined = (row: Row): QuarantinedEntry => ({
  locker: idOf('lck', row.locker_id),
  journal: idOf('jrn', row.journal_id),
  seq: row.seq,
  type: row.type,
  error: row.error,
  createdAt: isoTime(row.created_at),
  resolvedAt: toldTime(row.resolved_at),
  resolution: row.resolution,
})
