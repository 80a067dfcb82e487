import type { Layout } from '@cubby/domain/cells/layout'
import { idOf, type IdSource, uuidOf } from '@cubby/kit/ids'
import { timestamp } from '../../db/tables/column.ts'
import type { CallWork } from '../../http/route.ts'
import { layoutChange } from '../../network/locker-rows.ts'
import { serviceChange } from '../../service/machine-rows.ts'
import type { NewLocker } from './planned.ts'
import { layoutOfSizes } from './sizes-layout.ts'

/** A layout of a hundred cells is 25 KiB. */
const AT_ONCE = 200

/**
 * Puts lockers up at their locations, and answers their ids as the database has them. Those of a model are planned, as if each had been
 * established by hand: they are wired and proved before they take anything. Of the others nobody knows the wires but their installer.
 */
export async function writeLockers(
  work: CallWork,
  ids: IdSource,
  wanted: readonly { location: string; locker: NewLocker }[],
): Promise<string[]> {
  const { trx, now, feed, changes } = work
  const written: string[] = []
  for (let i = 0; i < wanted.length; i += AT_ONCE) {
    const some = wanted.slice(i, i + AT_ONCE).map(({ location, locker }) => ({
      id: ids.mint('lck'),
      location,
      locker,
      layout: layoutFor(locker, ids),
    }))
    await trx
      .insertInto('locker')
      .values(
        some.map(({ id, location, locker, layout }) => ({
          id: uuidOf(id),
          location_id: location,
          name: locker.name,
          layout: JSON.stringify(layout),
          layout_version: 1,
          model_id: locker.from === 'model' ? locker.model.id : null,
          model_version: locker.from === 'model' ? locker.model.version : null,
          service: locker.from === 'model' ? ('planned' as const) : ('in-service' as const),
          service_since: timestamp(now),
          wiring_vouched: locker.from !== 'model',
          created_at: timestamp(now),
        })),
      )
      .execute()
    for (const { id, location, locker, layout } of some) {
      feed.push(layoutChange(id, layout))
      if (locker.from === 'model') feed.push(serviceChange(id, 'planned'))
      const after = { name: locker.name, location: idOf('loc', location) }
      changes.push({ thing: id, before: null, after })
      written.push(uuidOf(id))
    }
  }
  return written
}

const layoutFor = (locker: NewLocker, ids: IdSource): Layout =>
  locker.from === 'sizes' ? layoutOfSizes(locker.cells, ids) : anotherOf(locker.model.layout, ids)

/** The same machine once more: each of its cells is one of its own. */
const anotherOf = ({ modules }: Layout, ids: IdSource): Layout => ({
  modules: modules.map((module) => ({
    ...module,
    cells: module.cells.map((cell) => ({ ...cell, id: ids.mint('cel') })),
  })),
})
