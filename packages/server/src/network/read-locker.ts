import type { Layout } from '@cubby/domain/cells/layout'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import type { Caller } from '../http/caller.ts'
import { isKnownToCaller } from '../rentals/whose-cells.ts'
import { placedLockers, toldLocker } from './locker-rows.ts'

export const readLockerRoute = route(readLocker, async ({ params, caller, trx, now }) => {
  const row = await placedLockers(trx)
    .select('locker.layout')
    .where('locker.id', '=', uuidOf(params.locker))
    .where(isKnownToCaller(caller, now))
    .executeTakeFirst()
  const { layout, ...locker } = found(row, 'locker')
  return toldLocker({ ...locker, layout: withOwnTenant(layout, caller) }, now)
})

/** Who else has cells there is nobody's business. */
function withOwnTenant(layout: Layout, { organization }: Caller): Layout {
  if (organization === null) return layout
  const own = idOf('org', organization)
  return {
    modules: layout.modules.map((module) => ({
      ...module,
      cells: module.cells.map((cell) => (cell.tenant === own ? cell : { ...cell, tenant: null })),
    })),
  }
}
