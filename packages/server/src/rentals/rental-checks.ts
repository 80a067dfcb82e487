import { type CellSpec, cellsOf, type Layout } from '@cubby/domain/cells/layout'
import type { FieldError } from '@cubby/kit/app-error'
import type { Instant } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { sql, type Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { wrongField, wrongFields } from '../http/told.ts'
import { endOf } from './rental-rows.ts'

/** A rental that is wished for. Ids as in the database. */
export type Wished = {
  /** The rental that is changed; null: a new one. */
  id: string | null
  organization: string
  locker: string
  cells: readonly string[]
  from: Instant
  until: Instant
  quota: number | null
}

/** Refuses times that end before they begin, or that nobody plans for. */
export function checkTimes({ from, until }: Pick<Wished, 'from' | 'until'>, now: Instant) {
  if (until <= from) throw wrongField('/until', 'out-of-range', 'must lie after the beginning')
  if (until <= now) throw wrongField('/until', 'out-of-range', 'must lie in the future')
  if (until - from > limits.rentalMax)
    throw wrongField('/until', 'out-of-range', 'is too far away: at most ten years')
}

/** Refuses a quota that no number of cells can reach. */
export function checkQuota({ quota, cells }: Pick<Wished, 'quota' | 'cells'>) {
  if (quota !== null && quota > cells.length)
    throw wrongField('/quota', 'out-of-range', 'is more than the cells that are rented')
}

/**
 * The layout of the locker, which nobody else rents out until this transaction has ended: two at the same moment cannot both
 * have a cell.
 */
export async function lockLayout(trx: Transaction<Db>, locker: string): Promise<Layout> {
  const row = await trx
    .selectFrom('locker')
    .select('layout')
    .where('id', '=', locker)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw wrongField('/locker', 'not-found', 'there is no such locker')
  return row.layout
}

/** Refuses cells that are not there, named twice, or somebody else's by the way the machine was built. */
export function checkCells({ cells, organization }: Wished, layout: Layout) {
  const known = new Map<string, CellSpec>(cellsOf(layout).map((cell) => [uuidOf(cell.id), cell]))
  const seen = new Set<string>()
  const wrong = cells.flatMap((cell, i): FieldError[] => {
    const pointer = `/cells/${i}`
    const spec = known.get(cell)
    if (!spec) return [{ pointer, code: 'not-found', detail: 'is no cell of this locker' }]
    if (seen.has(cell)) return [{ pointer, code: 'duplicate', detail: 'stands here twice' }]
    seen.add(cell)
    if (spec.tenant !== null && uuidOf(spec.tenant) !== organization)
      return [{ pointer, code: 'taken', detail: `door ${spec.name} was built for somebody else` }]
    return []
  })
  if (wrong.length > 0) throw wrongFields(wrong)
}

/** Refuses cells that are rented by anybody at some time of the wished one. */
export async function checkOverlap(trx: Transaction<Db>, wished: Wished): Promise<void> {
  const rows = await trx
    .selectFrom('rental')
    .select(['id', 'cells', 'from_at', 'until_at', 'ended_at'])
    .where('locker_id', '=', wished.locker)
    .where('until_at', '>', timestamp(wished.from))
    .where('from_at', '<', timestamp(wished.until))
    .$if(wished.id !== null, (q) => q.where('id', '!=', wished.id ?? ''))
    .execute()
  const taken = new Map<string, string>()
  for (const row of rows) {
    const end = endOf(row)
    if (end <= wished.from || end <= row.from_at) continue
    for (const cell of row.cells) taken.set(cell, row.id)
  }
  const wrong = wished.cells.flatMap((cell, i): FieldError[] => {
    const by = taken.get(cell)
    const pointer = wished.id === null ? `/cells/${i}` : '/until'
    return by
      ? [{ pointer, code: 'taken', detail: `is rented out at that time: ${idOf('rnt', by)}` }]
      : []
  })
  if (wrong.length > 0) throw wrongFields(wrong)
}

/** Refuses cells in which somebody else's things lie now, as far as the locker has told; later ones nobody can know. */
export async function checkUse(trx: Transaction<Db>, wished: Wished, now: Instant): Promise<void> {
  if (wished.from > now) return
  const rows = await trx
    .selectFrom('stay_mirror')
    .select('cell_id')
    .where('locker_id', '=', wished.locker)
    .where('phase', 'not in', ['collected', 'withdrawn', 'cancelled'])
    .where(sql<boolean>`state ->> 'organization' <> ${idOf('org', wished.organization)}`)
    .execute()
  const used = new Set(rows.map((row) => row.cell_id))
  const wrong = wished.cells.flatMap((cell, i): FieldError[] =>
    used.has(cell)
      ? [{ pointer: `/cells/${i}`, code: 'in-use', detail: 'holds something of somebody else' }]
      : [],
  )
  if (wrong.length > 0) throw wrongFields(wrong)
}
