import type { Side } from '@cubby/domain/cells/layout'
import type { CellId } from '@cubby/kit/ids'
import type { KioskCell, KioskSession, KioskState } from '@cubby/protocol/kiosk/state'

export type Look = {
  look:
    | 'free'
    | 'occupied'
    | 'reserved'
    | 'expired'
    | 'blocked'
    | 'faulty'
    | 'unknown'
    | 'yours'
    | 'done'
    | 'dimmed'
  isOpen: boolean
}

/** How a door is drawn for this person: his own stand out, and only a courier sees what the others are. */
export function doorLook(cell: KioskCell, side: Side, session: KioskSession | null): Look {
  const own = session?.opened.find((each) => each.cell === cell.id)
  const isOpen = (cell.doors[side] ?? 'closed') === 'open'
  if (own && (own.door === 'open' || own.door === 'opening')) return { look: 'yours', isOpen }
  if (session?.kind !== 'courier') {
    if (own?.door === 'closed') return { look: 'done', isOpen }
    return { look: own ? 'yours' : 'dimmed', isOpen }
  }
  if (session.deposits.some((each) => each.cell === cell.id && each.isInside))
    return { look: 'done', isOpen }
  // Somebody else's: it is there, and that is all.
  if (cell.service === null || cell.use === null) return { look: 'dimmed', isOpen }
  if (cell.service !== 'ok') return { look: cell.service, isOpen }
  if (cell.doors[side] === 'unknown') return { look: 'unknown', isOpen }
  const expired = session.withdrawable.some((each) => each.cell === cell.id)
  return { look: expired ? 'expired' : cell.use, isOpen }
}

/** Doors of a session that stand open now and did not before: somebody should hear it. */
export function newlyOpen(before: KioskSession | null, now: KioskSession | null): CellId[] {
  const wasOpen = new Set(
    before?.opened.flatMap(({ cell, door }) => (door === 'open' ? [cell] : [])) ?? [],
  )
  return (now?.opened ?? []).flatMap(({ cell, door }) =>
    door === 'open' && !wasOpen.has(cell) ? [cell] : [],
  )
}

/** Names of doors that stand open on this side while nobody is there. */
export function doorsLeftOpen(state: KioskState | null, side: Side): string[] {
  return (state?.modules ?? [])
    .flatMap(({ cells }) => cells)
    .filter(({ doors }) => doors[side] === 'open')
    .map(({ name }) => name)
}
