import type { ModuleDesign } from '@cubby/domain/constructor/module-design'
import { moduleProblems } from '@cubby/domain/constructor/module-problems'
import { must } from '@cubby/kit/assert'
import { idOf } from '@cubby/kit/ids'
import type {
  ModuleModelReply,
  ModuleModelSummary,
} from '@cubby/protocol/operations/models/module-model-shapes'
import type { Kysely } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { ModuleFigures } from '../../db/tables/model-tables.ts'
import { type ModelRow, modelWith, versionWith } from './model-store.ts'
import { toldModelFields, toldVersions } from './told-version.ts'

export const moduleFigures = (design: ModuleDesign): ModuleFigures => ({
  kind: design.kind,
  widthMm: design.widthMm,
  heightMm: design.heightMm,
  cells: design.cells.length,
})

/** Module models as lists tell of them. */
export async function toldModuleModels(
  db: Kysely<Db>,
  rows: readonly ModelRow[],
): Promise<ModuleModelSummary[]> {
  if (rows.length === 0) return []
  const used = await db
    .selectFrom('model_module')
    .select(['module_id'])
    .select(({ fn }) => fn.count<number>('model_id').distinct().as('count'))
    .where(
      'module_id',
      'in',
      rows.map(({ id }) => id),
    )
    .groupBy('module_id')
    .execute()
  const counts = new Map(used.map(({ module_id: id, count }) => [id, Number(count)]))
  return rows.map((row) => ({
    id: idOf('mod', row.id),
    ...toldModelFields(row),
    ...(row.figures as ModuleFigures),
    lockerModels: counts.get(row.id) ?? 0,
  }))
}

/** One version of a module model, the newest when none is named. Ids as in the database. */
export async function toldModuleModel(
  db: Kysely<Db>,
  id: string,
  asked?: number,
): Promise<ModuleModelReply> {
  const model = await modelWith(db, 'module', id)
  const row = await versionWith(db, id, asked ?? model.latest_version)
  const design = row.design as ModuleDesign
  return {
    ...must((await toldModuleModels(db, [model]))[0], 'one row tells of one model'),
    version: must((await toldVersions(db, [row]))[0], 'one row tells of one version'),
    design,
    problems: moduleProblems(design),
  }
}
