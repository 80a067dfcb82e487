import type { ModuleFinder } from '@cubby/domain/constructor/standing'
import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import type { ModuleDesign } from '@cubby/domain/constructor/module-design'
import { idOf, uuidOf } from '@cubby/kit/ids'
import type { UsedModule } from '@cubby/protocol/operations/models/locker-model-shapes'
import type { Kysely } from 'kysely'
import type { Db } from '../../db/tables.ts'

/** Each version of a module model that a design names and that exists, once. One read, however many they are. */
export async function usedModules(db: Kysely<Db>, design: LockerDesign): Promise<UsedModule[]> {
  const named = new Set(design.modules.map(({ module, version }) => `${uuidOf(module)} ${version}`))
  if (named.size === 0) return []
  const rows = await db
    .selectFrom('model_version')
    .innerJoin('model', 'model.id', 'model_version.model_id')
    .select(['model_version.model_id', 'model_version.version', 'model_version.released_at'])
    .select(['model_version.design', 'model.name', 'model.released_version'])
    .where('model.kind', '=', 'module')
    .where((eb) =>
      eb(
        eb.refTuple('model_version.model_id', 'model_version.version'),
        'in',
        [...named].map((each) => {
          const [id = '', version] = each.split(' ')
          return eb.tuple(id, Number(version))
        }),
      ),
    )
    .execute()
  return rows.map((row) => ({
    id: idOf('mod', row.model_id),
    version: row.version,
    name: row.name,
    isReleased: row.released_at !== null,
    newerVersion:
      row.released_version !== null && row.released_version > row.version
        ? row.released_version
        : null,
    design: row.design as ModuleDesign,
  }))
}

/** Finds the modules of a design among those that were read. */
export function finderOf(modules: readonly UsedModule[]): ModuleFinder {
  const known = new Map(modules.map((each) => [`${each.id} ${each.version}`, each]))
  return (module, version) => known.get(`${module} ${version}`)
}
