import { cellsOf } from '@cubby/domain/cells/layout'
import type { Instant } from '@cubby/kit/clock'
import { idOf, isId, uuidOf } from '@cubby/kit/ids'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { foreignCells } from '../rentals/whose-cells.ts'
import type { EntryRow } from './event-rows.ts'

/** About the machine itself, or a cell of it: of no person and no parcel unless the entry names one. */
const ofMachine = /^(device|cell|door)\./

/**
 * Lets through what an organization (a UUID) may read of a locker's journal: its own stays, what its couriers did, and how the machine is, but
 * nothing of the cells of other tenants, and no sessions of strangers.
 */
export async function ownEvents(
  db: Kysely<Db>,
  locker: string,
  organization: string,
  now: Instant,
): Promise<(rows: readonly EntryRow[]) => Promise<EntryRow[]>> {
  const { layout } = await db
    .selectFrom('locker')
    .select('layout')
    .where('id', '=', locker)
    .executeTakeFirstOrThrow()
  const foreign = await foreignCells(db, { id: locker, cells: cellsOf(layout) }, organization, now)
  return async (rows) => {
    const named = rows.map(({ body, type }) => ({ type, ...whoIn(body) }))
    const couriers = await couriersOf(
      db,
      organization,
      named.map(({ courier }) => courier),
    )
    const stays = await staysOf(
      db,
      organization,
      named.map(({ stay }) => stay),
    )
    return rows.filter((_, i) => {
      const about = named[i]
      if (!about) return false
      if (about.stay !== null) return stays.has(about.stay)
      if (about.courier !== null) return couriers.has(about.courier)
      if (!ofMachine.test(about.type) || about.isOfPerson) return false
      return about.cell === null || !foreign.has(about.cell)
    })
  }
}

type Body = EntryRow['body']
const inside = (value: unknown): Body =>
  value !== null && typeof value === 'object' ? (value as Body) : {}

function whoIn(body: Body) {
  const [actor, right] = [inside(body['actor']), inside(body['right'])]
  const courier = body['courier'] ?? actor['courier'] ?? right['courier']
  return {
    stay: isId('sty', body['stay']) ? body['stay'] : null,
    courier: isId('cur', courier) ? courier : null,
    cell: isId('cel', body['cell']) ? body['cell'] : null,
    isOfPerson: Boolean(body['session'] ?? body['grant'] ?? right['grant']),
  }
}

async function couriersOf(db: Kysely<Db>, organization: string, ids: readonly (string | null)[]) {
  const asked = [...new Set(ids.flatMap((id) => (id === null ? [] : [uuidOf(id)])))]
  if (asked.length === 0) return new Set<string>()
  const rows = await db
    .selectFrom('courier')
    .select('id')
    .where('id', 'in', asked)
    .where('organization_id', '=', organization)
    .execute()
  return new Set<string>(rows.map(({ id }) => idOf('cur', id)))
}

/** Stays of the organization, and those that its couriers put in. */
async function staysOf(db: Kysely<Db>, organization: string, ids: readonly (string | null)[]) {
  const asked = [...new Set(ids.flatMap((id) => (id === null ? [] : [uuidOf(id)])))]
  if (asked.length === 0) return new Set<string>()
  const { rows } = await sql<{ id: string; holder: string; courier: string | null }>`
    select id, state ->> 'organization' as holder, state ->> 'courier' as courier
    from stay_mirror where id = any (${asked}::uuid[])`.execute(db)
  const couriers = await couriersOf(
    db,
    organization,
    rows.map(({ courier }) => courier),
  )
  const own = idOf('org', organization)
  return new Set<string>(
    rows.flatMap(({ id, holder, courier }) =>
      holder === own || (courier !== null && couriers.has(courier)) ? [idOf('sty', id)] : [],
    ),
  )
}
