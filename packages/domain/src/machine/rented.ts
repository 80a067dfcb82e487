import type { Instant } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import type { CellSpec } from '../cells/layout.ts'
import type { Rental } from './rental.ts'

/** In force at this moment: from its beginning on, and until just before its end. */
export const isInForce = (rental: Pick<Rental, 'from' | 'until'>, now: Instant): boolean =>
  rental.from <= now && now < rental.until

/** The rentals in force at this moment. */
export const rentalsAt = (rentals: Iterable<Rental>, now: Instant): Rental[] =>
  [...rentals].filter((rental) => isInForce(rental, now))

/**
 * The cells as they belong to tenants at this moment: whoever rents a cell is its tenant, whatever the layout says. Answers the
 * same list when nothing is rented, so that it costs nothing where nobody rents.
 */
export function rented(
  cells: readonly CellSpec[],
  rentals: Iterable<Rental>,
  now: Instant,
): readonly CellSpec[] {
  const tenants = new Map<CellId, Rental['organization']>()
  for (const rental of rentalsAt(rentals, now))
    for (const cell of rental.cells) tenants.set(cell, rental.organization)
  if (tenants.size === 0) return cells
  return cells.map((cell) => {
    const tenant = tenants.get(cell.id)
    return tenant === undefined || tenant === cell.tenant ? cell : { ...cell, tenant }
  })
}
