import { isAble } from '@cubby/domain/organizations/capabilities'
import { type Layout, layoutProblems } from '@cubby/domain/cells/layout'
import { type IdSource, uuidOf } from '@cubby/kit/ids'
import { createLocker } from '@cubby/protocol/operations/lockers/create-locker'
import type { NewLayout } from '@cubby/protocol/operations/lockers/locker-shapes'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { machineNews } from '../changes/topics.ts'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { wrongField, wrongFields } from '../http/told.ts'
import { tellPlaces } from '../places/lockers/tell-places.ts'
import { refreshSegments } from '../places/segments/refresh-segments.ts'
import { layoutChange, placedLockers, toldLocker } from './locker-rows.ts'

export const createLockerRoute = route(createLocker, async (call, ctx) => {
  const { body, trx, now, feed, alsoTell, changes } = call
  const layout = withCellIds(body.layout, ctx.ids)
  const problems = layoutProblems(layout)
  if (problems.length > 0)
    throw wrongFields(problems.map((one) => ({ ...one, pointer: `/layout${one.pointer}` })))
  await checkPlace(trx, body.location)
  await checkTenants(trx, layout)
  const id = ctx.ids.mint('lck')
  await trx
    .insertInto('locker')
    .values({
      id: uuidOf(id),
      location_id: uuidOf(body.location),
      name: body.name,
      layout: JSON.stringify(layout),
      layout_version: 1,
      service_since: timestamp(now),
      created_at: timestamp(now),
    })
    .execute()
  feed.push(layoutChange(id, layout))
  await tellPlaces(call, { lockers: [uuidOf(id)] })
  await refreshSegments(call, { lockers: [uuidOf(id)] })
  alsoTell.push(...machineNews([]))
  const row = await placedLockers(trx)
    .select('locker.layout')
    .where('locker.id', '=', uuidOf(id))
    .executeTakeFirstOrThrow()
  const told = toldLocker(row, now)
  changes.push({ thing: id, before: null, after: { ...told, layout } })
  return told
})

const withCellIds = (drawn: NewLayout, ids: IdSource): Layout => ({
  modules: drawn.modules.map((module) => ({
    ...module,
    cells: module.cells.map((cell) => ({ ...cell, id: ids.mint('cel') })),
  })),
})

/** Refuses a location that is none. */
export async function checkPlace(trx: Transaction<Db>, location: string) {
  const place = await trx
    .selectFrom('location')
    .select('id')
    .where('id', '=', uuidOf(location))
    .executeTakeFirst()
  if (!place) throw wrongField('/location', 'not-found', 'there is no such location')
}

async function checkTenants(trx: Transaction<Db>, layout: Layout) {
  const tenants = new Map<string, string>()
  layout.modules.forEach((module, m) =>
    module.cells.forEach(({ tenant }, c) => {
      if (tenant) tenants.set(uuidOf(tenant), `/layout/modules/${m}/cells/${c}/tenant`)
    }),
  )
  if (tenants.size === 0) return
  const known = await trx
    .selectFrom('organization')
    .select(['id', 'kind'])
    .where('id', 'in', [...tenants.keys()])
    .execute()
  const kinds = new Map(known.map(({ id, kind }) => [id, kind]))
  const wrong = [...tenants].flatMap(([id, pointer]) => {
    const kind = kinds.get(id)
    if (kind === undefined)
      return [{ pointer, code: 'not-found', detail: 'there is no such organization' }]
    if (isAble(kind, 'rent')) return []
    return [{ pointer, code: 'not-allowed', detail: 'an organization of this kind rents no cells' }]
  })
  if (wrong.length > 0) throw wrongFields(wrong.slice(0, 20))
}
