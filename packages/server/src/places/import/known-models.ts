import { idOf, type IdSource } from '@cubby/kit/ids'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { wrongField } from '../../http/told.ts'
import { newLayoutFrom } from '../../service/composed.ts'
import type { KnownModel } from './planned.ts'

/** A network has tens of models; a file that names more is no list of a network. */
const MODELS_MAX = 200

/** The locker models of these names that have a released version, by name in small letters, each drawn once. */
export async function knownModels(
  db: Kysely<Db>,
  names: readonly string[],
  ids: IdSource,
): Promise<Map<string, KnownModel>> {
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))]
  if (wanted.length === 0) return new Map()
  if (wanted.length > MODELS_MAX)
    throw wrongField('', 'too-many', `a file names at most ${MODELS_MAX} locker models`)
  const rows = await db
    .selectFrom('model')
    .select(['id', 'name', 'released_version'])
    .where('kind', '=', 'locker')
    .where('released_version', 'is not', null)
    .where(sql<boolean>`lower(name) = any(${wanted}::text[])`)
    .execute()
  const models = new Map<string, KnownModel>()
  for (const { id, name, released_version: version } of rows) {
    if (version === null) continue
    const layout = await newLayoutFrom(db, { model: idOf('mdl', id), version }, ids)
    models.set(name.toLowerCase(), { id, name, version, layout })
  }
  return models
}
