import type { Rental } from '@cubby/domain/machine/rental'
import { type Instant, isoTime } from '@cubby/kit/clock'
import { idOf, type LockerId } from '@cubby/kit/ids'
import { feedKey } from '@cubby/protocol/link/messages'
import type { RentalReply } from '@cubby/protocol/operations/rentals/rental-shapes'
import type { Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import { toldTime } from '../http/told.ts'

export const rentalColumns = [
  'id',
  'organization_id',
  'locker_id',
  'cells',
  'from_at',
  'until_at',
  'quota',
  'ended_at',
  'end_reason',
  'price_minor',
  'currency',
  'price_per',
  'common_cells',
  'note',
  'created_at',
] as const
export type RentalRow = Pick<Selectable<Db['rental']>, (typeof rentalColumns)[number]>

/** When the cells stop being the tenant's: as agreed, or when somebody ended it; one that was called off before it began never ran. */
export const endOf = (row: Pick<RentalRow, 'from_at' | 'until_at' | 'ended_at'>): Instant =>
  row.ended_at !== null && row.ended_at < row.until_at ? row.ended_at : row.until_at

function stateOf(row: RentalRow, now: Instant): RentalReply['state'] {
  if (endOf(row) <= now) return 'over'
  return row.from_at > now ? 'to-come' : 'running'
}

/** A rental as the API tells of it. */
export const toldRental = (row: RentalRow, now: Instant): RentalReply => ({
  id: idOf('rnt', row.id),
  organization: idOf('org', row.organization_id),
  locker: idOf('lck', row.locker_id),
  cells: row.cells.map((cell) => idOf('cel', cell)),
  from: isoTime(row.from_at),
  until: isoTime(endOf(row)),
  state: stateOf(row, now),
  price: { amount: row.price_minor, currency: row.currency, per: row.price_per },
  quota: row.quota,
  commonCells: row.common_cells,
  note: row.note,
  endedAt: toldTime(row.ended_at),
  endReason: row.end_reason,
  createdAt: isoTime(row.created_at),
})

/** A rental as the rules know it. */
export const rentalOf = (
  row: Pick<
    RentalRow,
    | 'id'
    | 'organization_id'
    | 'cells'
    | 'from_at'
    | 'until_at'
    | 'ended_at'
    | 'quota'
    | 'common_cells'
  >,
): Rental => ({
  rental: idOf('rnt', row.id),
  organization: idOf('org', row.organization_id),
  cells: row.cells.map((cell) => idOf('cel', cell)),
  from: row.from_at,
  until: endOf(row),
  quota: row.quota,
  commonCells: row.common_cells,
})

/** What the machine must know: its end comes with it, so it ends there without any further word. */
export function rentalChange(row: RentalRow, now: Instant): FeedChange {
  const body = rentalOf(row)
  const isOver = body.until <= now || body.until <= body.from
  return {
    stream: `locker:${idOf('lck', row.locker_id)}`,
    key: feedKey('rental', body.rental),
    body: isOver ? null : body,
    ...(isOver ? {} : { expiresAt: endOf(row) }),
  }
}

/**
 * Who is to be told of a change: the machine by its feed; and all that know who works where, because a tenant comes to a
 * machine with its rental and leaves with it. Screens that show the locker look again.
 */
export const toldOfRental = (locker: LockerId): string[] => ['network', `o:locker:${locker}`]
