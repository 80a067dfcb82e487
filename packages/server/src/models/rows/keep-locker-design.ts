import type { ModuleFinder } from '@cubby/domain/constructor/standing'
import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import { uuidOf } from '@cubby/kit/ids'
import type { Transaction } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { wrongFields } from '../../http/told.ts'
import { finderOf, usedModules } from './used-modules.ts'

/**
 * Finds the modules of a design that is about to be kept, and holds their models until the end of the call so that nobody removes them
 * meanwhile. Refuses a version that does not exist.
 */
export async function modulesToKeep(
  trx: Transaction<Db>,
  design: LockerDesign,
): Promise<ModuleFinder> {
  const ids = [...new Set(design.modules.map(({ module }) => uuidOf(module)))]
  if (ids.length > 0)
    await trx
      .selectFrom('model')
      .select('id')
      .where('id', 'in', ids)
      .orderBy('id')
      .forShare()
      .execute()
  const find = finderOf(await usedModules(trx, design))
  const missing = design.modules.flatMap(({ module, version }, index) =>
    find(module, version)
      ? []
      : [
          {
            pointer: `/design/modules/${index}`,
            code: 'not-found',
            detail: 'there is no such version of a module model',
          },
        ],
  )
  if (missing.length > 0) throw wrongFields(missing)
  return find
}

/** Writes down which module versions this version of a locker model has in it. */
export async function keepModules(
  trx: Transaction<Db>,
  model: string,
  version: number,
  { modules }: LockerDesign,
): Promise<void> {
  const rows = new Map(
    modules.map((each) => [
      `${each.module} ${each.version}`,
      {
        model_id: model,
        version,
        module_id: uuidOf(each.module),
        module_version: each.version,
      },
    ]),
  )
  if (rows.size > 0)
    await trx
      .insertInto('model_module')
      .values([...rows.values()])
      .execute()
}
