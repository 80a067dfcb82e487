import { freshCell } from '@cubby/domain/cells/cell-state'
import { type Entry } from '@cubby/domain/journal/entries'
import { cellOf, evolveCell } from '@cubby/domain/kernel/evolve-cell'
import { evolveStay } from '@cubby/domain/kernel/evolve-stay'
import {
  afterClockSet,
  afterRightTry,
  afterWrongTry,
  freshLadder,
} from '@cubby/domain/rights/ladder'
import type { CellId, LockerId, StayId } from '@cubby/kit/ids'
import type { Draft } from '../../store/draft.ts'
import type { PlacedEntry } from './read-entry.ts'
import { cellKey, journalKey } from '../../store/slice.ts'

type ReadEntry = PlacedEntry & { body: Entry['body'] }

/**
 * The server's view of a locker is the fold of its entries, by the locker's own rules (invariant 6): the
 * same as `evolve` of the kernel, for the parts that the server mirrors.
 */
export function foldMirrors(draft: Draft, entry: ReadEntry) {
  const { locker, body } = entry
  const stays = staysAbout(draft, entry)
  const cell = cellOf(body)
  if (cell) {
    const key = cellKey(locker, cell)
    draft.cells.set(key, evolveCell(draft.cells.get(key) ?? freshCell, entry))
  }
  for (const stay of stays) foldStay(draft, entry, stay)
  foldLadder(draft, entry)
}

/** The stays an entry is about: named, behind the door that moved, or in the cell that staff have looked into. */
function staysAbout(draft: Draft, { locker, body }: ReadEntry): StayId[] {
  if ('stay' in body && body.stay) return [body.stay]
  if (body.type === 'cell.unblocked') return disputedIn(draft, locker, body.cell)
  if (body.type !== 'door.opened') return []
  const stay = draft.cells.get(cellKey(locker, body.cell))?.doors[body.side]?.cause?.stay
  return stay ? [stay] : []
}

/** Stays in this cell that somebody has disputed. */
export function disputedIn(draft: Draft, locker: LockerId, cell: CellId): StayId[] {
  const stays: StayId[] = []
  for (const { locker: at, stay } of draft.stays.values())
    if (at === locker && stay.cell === cell && stay.phase === 'disputed') stays.push(stay.id)
  return stays
}

function foldStay(draft: Draft, entry: ReadEntry, id: StayId) {
  const { locker } = entry
  const before = draft.stays.get(id)
  if (before && before.locker !== locker) throw new RangeError(`${id} is a stay of another locker`)
  const stay = evolveStay(before?.stay, entry)
  if (stay && stay !== before?.stay) draft.stays.set(id, { locker, stay })
}

function foldLadder(draft: Draft, { locker, journal, body, at }: ReadEntry) {
  const key = journalKey(locker, journal)
  const before = draft.ladders.get(key) ?? freshLadder
  if (body.type === 'access.denied' && body.counts)
    draft.ladders.set(key, afterWrongTry(before, at))
  if (body.type === 'device.clock' && body.quality === 'synced' && before !== freshLadder)
    draft.ladders.set(key, afterClockSet(before, at))
  if (body.type === 'access.granted' && body.by !== 'qr' && before.wrongInRow > 0)
    draft.ladders.set(key, afterRightTry(before))
}
