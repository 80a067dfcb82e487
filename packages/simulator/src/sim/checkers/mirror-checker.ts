import { type CellState, freshCell } from '@cubby/domain/cells/cell-state'
import type { Stay } from '@cubby/domain/cells/stay'
import type { Entry, EntryBody } from '@cubby/domain/journal/entries'
import { cellOf, evolveCell } from '@cubby/domain/kernel/evolve-cell'
import { evolveStay } from '@cubby/domain/kernel/evolve-stay'
import { canonicalJson } from '@cubby/kit/canonical-json'
import type { CellId, JournalId, LockerId } from '@cubby/kit/ids'
import { cellKey } from '@cubby/server/store/slice'
import type { MemoryStore } from '../store/memory-store.ts'
import { type EntryKept, entryKey } from '../store/tables.ts'
import type { Checker } from '../world/observed.ts'

type Report = (invariant: number, text: string) => void
type Book = { cells: Map<string, CellState>; stays: Map<string, Stay> }

/** Invariant 6: the servers' view of a locker is what its applied entries fold to, and nothing else. */
export class MirrorChecker implements Checker {
  readonly invariant = 6
  readonly #store: MemoryStore
  readonly #report: Report

  constructor(store: MemoryStore, report: Report) {
    this.#store = store
    this.#report = report
  }

  atRest() {
    for (const { id } of this.#store.tables.lockers.values()) this.compare(id)
  }

  compare(locker: LockerId) {
    const { tables } = this.#store
    const { cells, stays } = this.#folded(locker)
    for (const [key, folded] of cells)
      this.#same(key, tables.cells.get(key) ?? null, folded)
    for (const [id, folded] of stays) this.#same(id, tables.stays.get(id)?.stay ?? null, folded)
  }

  #same(what: string, mirrored: object | null, folded: object) {
    if (mirrored && canonicalJson(mirrored) === canonicalJson(folded)) return
    const [one, other] = [mirrored, folded].map((each) => JSON.stringify(each))
    this.#report(6, `${what}: the server says ${one}, the entries say ${other}`)
  }

  #folded(locker: LockerId): Book {
    const book: Book = { cells: new Map(), stays: new Map() }
    for (const { journal, kept } of this.#applied(locker)) {
      const aside = this.#store.tables.quarantine.get(entryKey({ locker, journal, seq: kept.seq }))
      if (aside && aside.resolution !== 'replayed') continue
      fold(book, locker, { seq: kept.seq, at: kept.at, body: kept.body as EntryBody })
    }
    return book
  }

  /** Entries of all journals of this locker, in the order in which they were taken in. */
  #applied(locker: LockerId): { journal: JournalId; kept: EntryKept }[] {
    const { tables } = this.#store
    return [...tables.journals.values()]
      .filter((row) => row.locker === locker)
      .flatMap(({ journal, appliedThrough }) =>
        tables.entries
          .list(`${locker} ${journal}`)
          .slice(0, appliedThrough)
          .map((kept) => ({ journal, kept })),
      )
      .sort((one, other) => one.kept.order - other.kept.order)
  }
}

function fold({ cells, stays }: Book, locker: LockerId, entry: Entry) {
  const { body } = entry
  const about = staysAbout(cells, stays, locker, body)
  const cell = cellOf(body)
  if (cell) {
    const key = cellKey(locker, cell)
    cells.set(key, evolveCell(cells.get(key) ?? freshCell, entry))
  }
  for (const id of about) {
    const stay = evolveStay(stays.get(id), entry)
    if (stay) stays.set(id, stay)
  }
}

function staysAbout(
  cells: Book['cells'],
  stays: Book['stays'],
  locker: LockerId,
  body: EntryBody,
): string[] {
  if ('stay' in body && body.stay) return [body.stay]
  if (body.type === 'cell.unblocked') return disputedIn(stays, body.cell)
  if (body.type !== 'door.opened') return []
  const stay = cells.get(cellKey(locker, body.cell))?.doors[body.side]?.cause?.stay
  return stay ? [stay] : []
}

const disputedIn = (stays: Book['stays'], cell: CellId) =>
  [...stays.values()].flatMap((stay) =>
    stay.cell === cell && stay.phase === 'disputed' ? [stay.id] : [],
  )
