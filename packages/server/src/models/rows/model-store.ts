import { AppError } from '@cubby/kit/app-error'
import type { Instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import type { ModuleDesign } from '@cubby/domain/constructor/module-design'
import type { Db } from '../../db/tables.ts'
import { timestamp } from '../../db/tables/column.ts'
import type { LockerFigures, ModelKind, ModuleFigures } from '../../db/tables/model-tables.ts'
import { type Caller, doerKind } from '../../http/caller.ts'
import { found, wrongField } from '../../http/told.ts'

export type ModelRow = Selectable<Db['model']>
export type VersionRow = Selectable<Db['model_version']>

const modelColumns = [
  'id',
  'kind',
  'name',
  'latest_version',
  'released_version',
  'figures',
  'created_at',
  'changed_at',
] as const
const versionColumns = [
  'model_id',
  'version',
  'note',
  'made_at',
  'made_by',
  'made_by_kind',
  'released_at',
  'released_by',
  'released_by_kind',
] as const

/** Models of this kind, as lists and details need them. Ids here are as in the database. */
export const modelsOf = (db: Kysely<Db>, kind: ModelKind) =>
  db.selectFrom('model').select(modelColumns).where('kind', '=', kind)

/** Refuses a model that does not exist. */
export async function modelWith(db: Kysely<Db>, kind: ModelKind, id: string): Promise<ModelRow> {
  return found(await modelsOf(db, kind).where('id', '=', id).executeTakeFirst(), `${kind} model`)
}

/** The same, and nobody else changes or removes it until the end of the call. */
export async function heldModel(
  trx: Transaction<Db>,
  kind: ModelKind,
  id: string,
): Promise<ModelRow> {
  const query = modelsOf(trx, kind).where('id', '=', id).forUpdate()
  return found(await query.executeTakeFirst(), `${kind} model`)
}

/** One version with its drawing. Refuses a version that does not exist. */
export async function versionWith(
  db: Kysely<Db>,
  model: string,
  version: number,
): Promise<VersionRow> {
  const query = db
    .selectFrom('model_version')
    .select(versionColumns)
    .select('design')
    .where('model_id', '=', model)
    .where('version', '=', version)
  return found(await query.executeTakeFirst(), 'version of this model')
}

/** All versions without their drawings, newest first. */
export const versionsOf = (db: Kysely<Db>, model: string) =>
  db
    .selectFrom('model_version')
    .select(versionColumns)
    .where('model_id', '=', model)
    .orderBy('version', 'desc')
    .limit(limits.modelVersionsMax)
    .execute()

export type Drawn = {
  kind: ModelKind
  id: string
  name: string
  design: ModuleDesign | LockerDesign
  figures: ModuleFigures | LockerFigures
  note: string | null
  caller: Caller
  now: Instant
}

/** Keeps a new model with its first version. Refuses a name that another of its kind has. */
export async function insertModel(trx: Transaction<Db>, drawn: Drawn): Promise<void> {
  const { id, kind, name, figures, now } = drawn
  await nameIsFree(trx, drawn)
  await trx
    .insertInto('model')
    .values({
      id,
      kind,
      name,
      latest_version: 1,
      figures: JSON.stringify(figures),
      created_at: timestamp(now),
      changed_at: timestamp(now),
    })
    .execute()
  await insertVersion(trx, drawn, 1)
}

/** Keeps the next version. Refuses when `after` is not the newest any more: somebody else has drawn meanwhile. */
export async function insertNextVersion(
  trx: Transaction<Db>,
  drawn: Drawn,
  after: number,
): Promise<number> {
  const { id, kind, name, figures, now } = drawn
  await nameIsFree(trx, drawn)
  const { latest_version: latest } = await heldModel(trx, kind, id)
  if (latest !== after)
    throw new AppError('conflict/state', `version ${latest} was saved meanwhile`, {
      extra: { latestVersion: latest },
    })
  if (latest >= limits.modelVersionsMax)
    throw new AppError('conflict/state', `a model has at most ${limits.modelVersionsMax} versions`)
  const version = latest + 1
  await insertVersion(trx, drawn, version)
  await trx
    .updateTable('model')
    .set({
      name,
      latest_version: version,
      figures: JSON.stringify(figures),
      changed_at: timestamp(now),
    })
    .where('id', '=', id)
    .execute()
  return version
}

async function insertVersion(
  trx: Transaction<Db>,
  { id, design, note, caller, now }: Drawn,
  version: number,
): Promise<void> {
  await trx
    .insertInto('model_version')
    .values({
      model_id: id,
      version,
      design: JSON.stringify(design),
      note,
      made_at: timestamp(now),
      made_by: caller.id,
      made_by_kind: doerKind(caller),
    })
    .execute()
}

/** Marks a version as one that may be built from now on; once more changes nothing. */
export async function markReleased(
  trx: Transaction<Db>,
  { id, released_version: before }: ModelRow,
  version: number,
  { caller, now }: Pick<Drawn, 'caller' | 'now'>,
): Promise<void> {
  await trx
    .updateTable('model_version')
    .set({
      released_at: timestamp(now),
      released_by: caller.id,
      released_by_kind: doerKind(caller),
    })
    .where('model_id', '=', id)
    .where('version', '=', version)
    .where('released_at', 'is', null)
    .execute()
  await trx
    .updateTable('model')
    .set({ released_version: Math.max(before ?? 0, version), changed_at: timestamp(now) })
    .where('id', '=', id)
    .execute()
}

async function nameIsFree(trx: Transaction<Db>, { id, kind, name }: Drawn): Promise<void> {
  // Models are saved rarely, and two of one name must not be saved at the same moment.
  await sql`lock table model in share row exclusive mode`.execute(trx)
  const other = await modelsOf(trx, kind)
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (other) throw wrongField('/name', 'duplicate', 'another model has this name')
}
