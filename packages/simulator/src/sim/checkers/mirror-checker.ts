import { type CellState, freshCell } from '@cubby/domain/cells/cell-state'
import type { Stay } from '@cubby/domain/cells/stay'
import { type Entry, entryBodies, type EntryBody } from '@cubby/domain/journal/entries'
import { cellOf, evolveCell } from '@cubby/domain/kernel/evolve-cell'
import { evolveStay } from '@cubby/domain/kernel/evolve-stay'
import { canonicalJson } from '@cubby/kit/canonical-json'
import type { CellId, JournalId, LockerId } from '@cubby/kit/ids'
import { cellKey, journalKey } from '@cubby/server/store/slice'
import type { MemoryStore } from '../store/memory-store.ts'
import { type EntryKept, entryKey } from '../store/tables.ts'
import type { Checker, Report } from '../world/observed.ts'

type Applied = { journal: JournalId; kept: EntryKept }
type Book = { cells: Map<string, CellState>; stays: Map<string, Stay> }

/**
 * Invariant 6: the servers' view of a locker is what its applied entries fold to, and nothing else. It folds along,
 * commit by commit, and compares what each touched; at rest it does all of it once more from the beginning.
 */
export class MirrorChecker implements Checker {
  readonly invariant = 6
  readonly #store: MemoryStore
  readonly #report: Report
  readonly #books = new Map<LockerId, Book>()
  /** How far each journal was folded. */
  readonly #folded = new Map<string, number>()

  constructor(store: MemoryStore, report: Report) {
    this.#store = store
    this.#report = report
  }

  /** Was another story told in the meantime: a restore, or an entry that was set aside and applied later? */
  startOver() {
    this.#books.clear()
    this.#folded.clear()
  }

  /** After a commit of the servers. */
  afterCommit() {
    const news = new Map<LockerId, Applied[]>()
    for (const { locker, journal, appliedThrough } of this.#store.tables.journals.values()) {
      const key = journalKey(locker, journal)
      const from = this.#folded.get(key) ?? 0
      if (from >= appliedThrough) continue
      this.#folded.set(key, appliedThrough)
      const kept = this.#store.tables.entries.list(key).slice(from, appliedThrough)
      const applied = news.get(locker) ?? []
      for (const each of kept) applied.push({ journal, kept: each })
      news.set(locker, applied)
    }
    for (const [locker, applied] of news) this.#foldAll(locker, applied)
  }

  atRest() {
    this.startOver()
    this.afterCommit()
  }

  /** In the order in which they were taken in, whichever journal they come from. */
  #foldAll(locker: LockerId, applied: Applied[]) {
    const touched = new Touched()
    applied.sort((one, other) => one.kept.order - other.kept.order)
    for (const { journal, kept } of applied) this.#fold(locker, journal, kept, touched)
    this.#compare(locker, touched)
  }

  #bookOf(locker: LockerId): Book {
    const known = this.#books.get(locker)
    if (known) return known
    const book: Book = { cells: new Map(), stays: new Map() }
    this.#books.set(locker, book)
    return book
  }

  #fold(locker: LockerId, journal: JournalId, kept: EntryKept, touched: Touched) {
    const { seq, at } = kept
    const aside = this.#store.tables.quarantine.get(entryKey({ locker, journal, seq }))
    if (!aside && !known.has(kept.body.type))
      this.#report(12, `${locker}: entry ${seq} means nothing here and was passed over in silence`)
    if (aside && aside.resolution !== 'replayed') return
    fold(this.#bookOf(locker), locker, { seq, at, body: kept.body as EntryBody }, touched)
  }

  #compare(locker: LockerId, touched: Touched) {
    const { tables } = this.#store
    const { cells, stays } = this.#bookOf(locker)
    for (const key of touched.cells) this.#same(key, tables.cells.get(key), cells.get(key))
    for (const id of touched.stays) this.#same(id, tables.stays.get(id)?.stay, stays.get(id))
  }

  #same(what: string, mirrored: object | undefined, folded: object | undefined) {
    if (!folded || (mirrored && canonicalJson(mirrored) === canonicalJson(folded))) return
    const [one, other] = [mirrored, folded].map((each) => JSON.stringify(each))
    this.#report(6, `${what}: the server says ${one}, the entries say ${other}`)
  }
}

/** What some entries were about. */
class Touched {
  readonly cells = new Set<string>()
  readonly stays = new Set<string>()
}

const known = new Set<string>(entryBodies.map(({ shape }) => shape.type.value))

function fold({ cells, stays }: Book, locker: LockerId, entry: Entry, touched: Touched) {
  const { body } = entry
  const about = staysAbout(cells, stays, locker, body)
  const cell = cellOf(body)
  if (cell) {
    const key = cellKey(locker, cell)
    cells.set(key, evolveCell(cells.get(key) ?? freshCell, entry))
    touched.cells.add(key)
  }
  for (const id of about) {
    const stay = evolveStay(stays.get(id), entry)
    if (stay) stays.set(id, stay)
    touched.stays.add(id)
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
