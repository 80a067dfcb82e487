import type { CellSpec } from '@cubby/domain/cells/layout'
import {
  kindsSendingEverywhere,
  kindsWorkingEverywhere,
} from '@cubby/domain/organizations/capabilities'
import type { Rental } from '@cubby/domain/machine/rental'
import type { Instant } from '@cubby/kit/clock'
import { idOf, type OrganizationId } from '@cubby/kit/ids'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { type Caller, lockersSeen } from '../http/caller.ts'
import { rentalColumns, rentalOf } from './rental-rows.ts'

/** A stay that is not over: `stay_mirror_live_of` finds it. */
const live = sql`s.phase not in ('collected', 'withdrawn', 'cancelled')`

/** Rentals of a locker (a UUID) that are not over, those to come included. */
export async function rentalsOf(db: Kysely<Db>, locker: string, now: Instant): Promise<Rental[]> {
  const rows = await db
    .selectFrom('rental')
    .select(rentalColumns)
    .where('locker_id', '=', locker)
    .where('until_at', '>', timestamp(now))
    .orderBy('id')
    .execute()
  return rows.map(rentalOf).filter(({ until }) => until > now)
}

/**
 * A locker of which an organization (a UUID) may know: a shop sends to any; others work there; anybody rents cells
 * there, or has something inside from the time when it did.
 */
export const isKnownTo = (organization: string, now: Instant): RawBuilder<boolean> => sql<boolean>`(
  exists (select from organization o where o.id = ${organization} and (
    o.kind = any (${kindsSendingEverywhere()}::text[]) or (o.kind = any (${kindsWorkingEverywhere()}::text[]) and o.works_in is null)))
  or locker.id in (select l.locker_id from organization o
    join segment_locker l on l.segment_id = any (o.works_in)
    where o.id = ${organization} and o.kind = any (${kindsWorkingEverywhere()}::text[]))
  or exists (select from rental r where r.locker_id = locker.id
    and r.organization_id = ${organization} and r.ended_at is null and r.until_at > ${timestamp(now)})
  or exists (select from rental r where r.locker_id = locker.id and r.organization_id = ${organization}
    and exists (select from stay_mirror s where s.locker_id = r.locker_id and ${live}
      and s.cell_id = any (r.cells) and s.state ->> 'organization' = ${idOf('org', organization)})
    -- Asked for each locker by itself, never for all rentals that ever were: those of years ago are many.
    offset 0))`

/** Whether an organization (a UUID) may know of every locker, those of tomorrow included. */
export async function knowsEveryLocker(db: Kysely<Db>, organization: string): Promise<boolean> {
  const { rows } = await sql`
    select from organization o where o.id = ${organization} and (
      o.kind = any (${kindsSendingEverywhere()}::text[])
      or (o.kind = any (${kindsWorkingEverywhere()}::text[]) and o.works_in is null))`.execute(db)
  return rows.length > 0
}

/** A locker of which whoever calls may know: the network operator knows all, and staff with some lockers in reach know those. */
export function isKnownToCaller(caller: Caller, now: Instant): RawBuilder<boolean> {
  const { organization } = caller
  const seen = lockersSeen(caller)
  if (seen !== null) return sql<boolean>`locker.id = any(${seen}::uuid[])`
  return organization === null ? sql<boolean>`true` : isKnownTo(organization, now)
}

/**
 * The cells (UUIDs) of a locker (a UUID) of which an organization is told nothing but that they are there: those of other tenants, and
 * those in which a former tenant's things still lie.
 */
export async function foreignCells(
  db: Kysely<Db>,
  locker: { id: string; cells: readonly CellSpec[] },
  organization: string | null,
  now: Instant,
): Promise<ReadonlySet<CellSpec['id']>> {
  if (organization === null) return new Set()
  const own = idOf('org', organization)
  const { rows } = await sql<{ cell: string; tenant: string; inForce: boolean }>`
    select c.cell, r.organization_id as tenant,
      (r.from_at <= ${timestamp(now)} and r.ended_at is null and r.until_at > ${timestamp(now)}) as "inForce"
    from rental r cross join unnest(r.cells) as c (cell)
    where r.locker_id = ${locker.id} and (
      (r.from_at <= ${timestamp(now)} and r.ended_at is null and r.until_at > ${timestamp(now)})
      or exists (select from stay_mirror s where s.locker_id = r.locker_id and s.cell_id = c.cell
        and ${live} and s.state ->> 'organization' <> ${own}))`.execute(db)
  const tenants = new Map<CellSpec['id'], string | null>(
    locker.cells.map(({ id, tenant }) => [id, tenant]),
  )
  const foreign = new Set<CellSpec['id']>()
  for (const { cell, tenant, inForce } of rows)
    if (inForce) tenants.set(idOf('cel', cell), idOf('org', tenant))
    else if (tenant !== organization) foreign.add(idOf('cel', cell))
  for (const [cell, tenant] of tenants)
    if (tenant !== null && tenant !== own) foreign.add(cell)
    else if (tenant === own) foreign.delete(cell)
  return foreign
}

/** Whether a cell is this organization's at the moment, or holds something of it: what it may open from afar. */
export async function isOwnCell(
  db: Kysely<Db>,
  { locker, cell, tenant }: { locker: string; cell: string; tenant: string | null },
  organization: string,
  now: Instant,
): Promise<boolean> {
  const own = idOf('org', organization)
  const { rows } = await sql<{ holder: string | null; tenant: string | null }>`
    select
      (select s.state ->> 'organization' from stay_mirror s
        where s.locker_id = ${locker} and s.cell_id = ${cell} and ${live} limit 1) as holder,
      (select r.organization_id from rental r
        where r.locker_id = ${locker} and ${cell} = any (r.cells) and r.from_at <= ${timestamp(now)}
          and r.ended_at is null and r.until_at > ${timestamp(now)} limit 1) as tenant`.execute(db)
  const [row] = rows
  if (row?.holder) return row.holder === own
  return row?.tenant ? row.tenant === organization : tenant === own
}

/** Whose stays hold the cells of a locker (a UUID), as it has told. */
export async function holdersAt(
  db: Kysely<Db>,
  locker: string,
): Promise<Map<CellSpec['id'], OrganizationId>> {
  const { rows } = await sql<{ cell: string; organization: OrganizationId }>`
    select s.cell_id as cell, s.state ->> 'organization' as organization
    from stay_mirror s where s.locker_id = ${locker} and ${live}`.execute(db)
  return new Map(rows.map(({ cell, organization }) => [idOf('cel', cell), organization]))
}
