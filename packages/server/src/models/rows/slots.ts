import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { wrongFields } from '../../http/told.ts'

/** Which modules stood in which slot, in any version of a locker model (a UUID). */
export async function slotsOf(
  db: Kysely<Db>,
  model: string,
): Promise<{ slot: string; module: string }[]> {
  const { rows } = await sql<{ slot: string; module: string }>`
    select distinct placed ->> 'slot' as slot, placed ->> 'module' as module
    from model_version cross join jsonb_array_elements(design -> 'modules') as placed
    where model_id = ${model} order by 1, 2`.execute(db)
  return rows
}

/**
 * Refuses a module in a slot in which another one stood in an earlier version: machines that were built from that one would take its
 * cells for the new ones.
 */
export async function slotsMustBeFree(
  db: Kysely<Db>,
  model: string,
  { modules }: LockerDesign,
): Promise<void> {
  const known = Map.groupBy(await slotsOf(db, model), ({ slot }) => slot)
  const wrong = modules.flatMap(({ slot, module }, i) => {
    const before = known.get(slot)
    if (!before || before.some((each) => each.module === module)) return []
    const detail = 'another module stood there in an earlier version; name another place'
    return [{ pointer: `/design/modules/${i}/slot`, code: 'taken', detail }]
  })
  if (wrong.length > 0) throw wrongFields(wrong)
}
