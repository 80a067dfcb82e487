import { must } from '@cubby/kit/assert'
import { isoTime } from '@cubby/kit/clock'
import type { ModelVersionReply } from '@cubby/protocol/operations/models/model-shapes'
import type { Kysely } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { toldTime } from '../../http/told.ts'
import { namesOf } from '../../lists/doers.ts'
import type { ModelRow, VersionRow } from './model-store.ts'

/** Versions as the API tells of them, with the names of who made and released them. */
export async function toldVersions(
  db: Kysely<Db>,
  rows: readonly Omit<VersionRow, 'design'>[],
): Promise<ModelVersionReply[]> {
  const nameOf = await namesOf(
    db,
    rows.flatMap((row) => [
      { id: row.made_by, kind: row.made_by_kind },
      { id: row.released_by, kind: row.released_by_kind },
    ]),
  )
  return rows.map((row) => ({
    version: row.version,
    note: row.note,
    madeAt: isoTime(row.made_at),
    madeBy: must(nameOf({ id: row.made_by, kind: row.made_by_kind }), 'somebody made it'),
    releasedAt: toldTime(row.released_at),
    releasedBy: nameOf({ id: row.released_by, kind: row.released_by_kind }),
  }))
}

/** What both kinds of models tell of themselves, besides their id. */
export const toldModelFields = (row: ModelRow) => ({
  name: row.name,
  latestVersion: row.latest_version,
  releasedVersion: row.released_version,
  createdAt: isoTime(row.created_at),
  changedAt: isoTime(row.changed_at),
})
