import type { Stay } from '@cubby/domain/cells/stay'
import type { Instant } from '@cubby/kit/clock'
import type { CellId, CourierId, LockerId, OrganizationId } from '@cubby/kit/ids'
import { uuidOf } from '@cubby/kit/ids'
import type { TestApi } from './test-api.ts'

/** Says that a cell holds, or held, something of an organization, as the journal of its locker would tell the server. */
export async function mirrorStay(
  { ctx }: TestApi,
  what: {
    locker: LockerId
    cell: CellId
    organization: OrganizationId
    courier?: CourierId
    from: Instant
    /** Null: it is inside still. */
    until: Instant | null
  },
): Promise<Stay> {
  const { locker, cell, organization, courier = null, from, until } = what
  const stay: Stay = {
    id: ctx.ids.mint('sty'),
    cell,
    phase: until === null ? 'stored' : 'collected',
    purpose: 'delivery',
    organization,
    shipment: null,
    courier,
    items: [{ parcel: ctx.ids.mint('prc'), label: 'SECRET-LABEL', announced: false, inside: true }],
    allocatedAt: from,
    storedAt: from,
    dueAt: null,
    endedAt: until,
  }
  await ctx.db
    .insertInto('stay_mirror')
    .values({
      id: uuidOf(stay.id),
      locker_id: uuidOf(locker),
      cell_id: uuidOf(cell),
      phase: stay.phase,
      state: JSON.stringify(stay),
    })
    .execute()
  if (until === null) {
    const state = {
      doors: { front: { door: 'closed', since: from, cause: null, leftOpenTold: false } },
      use: { kind: 'occupied', stay: stay.id },
      service: { kind: 'ok' },
      touchedSeq: 1,
    }
    await ctx.db
      .insertInto('cell_mirror')
      .values({ locker_id: uuidOf(locker), cell_id: uuidOf(cell), state: JSON.stringify(state) })
      .execute()
  }
  return stay
}
