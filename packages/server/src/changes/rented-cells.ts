import { cellsOf } from '@cubby/domain/cells/layout'
import type { Instant } from '@cubby/kit/clock'
import { type CellId, idOf, type LockerId, type OrganizationId, uuidOf } from '@cubby/kit/ids'
import type { ServerContext } from '../context.ts'
import { timestamp } from '../db/tables/column.ts'

type Rented = {
  /** Those of the lockers asked about that are the tenant's now. */
  cells: { locker: LockerId; cell: CellId }[]
  /** All lockers in which it rents now. */
  lockers: ReadonlySet<LockerId>
  /** When a rental begins or ends next; null: never, as agreed so far. */
  changesAt: Instant | null
}

/** What an organization rents now, and until when this stays so; its cells at these lockers only. */
export async function rentedCells(
  { db, clock }: Pick<ServerContext, 'clock' | 'db'>,
  organization: OrganizationId,
  at: readonly LockerId[],
): Promise<Rented> {
  const now = clock.now()
  const rows = await db
    .selectFrom('rental')
    .select(['locker_id', 'cells', 'from_at', 'until_at'])
    .where('organization_id', '=', uuidOf(organization))
    .where('ended_at', 'is', null)
    .where('until_at', '>', timestamp(now))
    .execute()
  const running = rows.filter(({ from_at }) => from_at <= now)
  const asked = new Set(at)
  const cells = running.flatMap(({ locker_id, cells: rented }) => {
    const locker = idOf('lck', locker_id)
    return asked.has(locker) ? rented.map((cell) => ({ locker, cell: idOf('cel', cell) })) : []
  })
  const changes = rows.flatMap(({ from_at, until_at }) => (from_at > now ? [from_at] : [until_at]))
  return {
    cells: [...cells, ...(await givenCells({ db }, organization, at))],
    lockers: new Set(running.map(({ locker_id }) => idOf('lck', locker_id))),
    changesAt:
      changes.length === 0 ? null : changes.reduce((one, other) => (one < other ? one : other)),
  }
}

/** Cells that are the organization's by the layout, without a rental. */
async function givenCells(
  { db }: Pick<ServerContext, 'db'>,
  organization: OrganizationId,
  at: readonly LockerId[],
): Promise<Rented['cells']> {
  if (at.length === 0) return []
  const rows = await db
    .selectFrom('locker')
    .select(['id', 'layout'])
    .where('id', 'in', at.map(uuidOf))
    .execute()
  return rows.flatMap(({ id, layout }) =>
    cellsOf(layout)
      .filter(({ tenant }) => tenant === organization)
      .map(({ id: cell }) => ({ locker: idOf('lck', id), cell })),
  )
}
