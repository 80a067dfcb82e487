import type { CellSpec } from '@cubby/domain/cells/layout'
import type { Kysely } from 'kysely'
import type { Db } from '../../db/tables.ts'

/** Cells of earlier layouts of this locker (UUID) that are not empty yet, as far as it has told. */
export async function leavingCells(db: Kysely<Db>, locker: string): Promise<CellSpec[]> {
  const rows = await db
    .selectFrom('leaving_cell')
    .select('spec')
    .where('locker_id', '=', locker)
    .where('gone_at', 'is', null)
    .orderBy('left_at')
    .orderBy('cell_id')
    .execute()
  return rows.map(({ spec }) => spec)
}
