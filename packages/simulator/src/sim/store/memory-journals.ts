import { freshLadder } from '@cubby/domain/rights/ladder'
import type { Instant } from '@cubby/kit/clock'
import type {
  JournalHead,
  JournalRef,
  JournalTransaction,
  RawEntry,
} from '@cubby/server/store/journals'
import { journalKey } from '@cubby/server/store/slice'
import { GENESIS } from '@cubby/protocol/link/envelope'
import { type EntryKept, entryKey, type JournalRow, mustExist, type Tables } from './tables.ts'

/** Journals as the servers keep them. */
export function journalsOf(tables: Tables): JournalTransaction {
  return {
    lockHeads: async (journals, now) => {
      // Whether a journal replaces another is asked before any of these begins.
      const heads = onceEach(journals).map((ref) => headOf(tables, ref))
      for (const { locker, journal, replacesAnother: _, ...head } of heads) {
        const key = journalKey(locker, journal)
        if (tables.journals.has(key)) continue
        mustExist(tables.lockers, locker)
        tables.journals.set(key, { locker, journal, ...head, createdAt: now })
      }
      return heads
    },
    hashesAt: async (places) =>
      places.flatMap((place) => {
        const kept = tables.entries.list(keyOf(place))[place.seq - 1]
        return kept ? [{ ...place, hash: kept.hash }] : []
      }),
    noteForks: async (lockers, now) => {
      for (const locker of lockers)
        tables.lockers.change(locker, (row) => ({ ...row, forkSeenAt: now }))
    },
    resolveQuarantined: async (resolution) => {
      const key = entryKey(resolution)
      if (tables.quarantine.get(key)?.resolution !== null) return false
      tables.quarantine.change(key, (row) => ({ ...row, resolution: resolution.how }))
      return true
    },
    keptEntries: async (which) => {
      const { locker } = which
      const journals = [...tables.journals.values()]
        .filter((row) => row.locker === locker)
        .filter((row) => !('journal' in which) || row.journal === which.journal)
        .sort(inOrder)
      return journals.flatMap(({ journal }) =>
        tables.entries.list(journalKey(locker, journal)).flatMap((kept) => {
          const { seq, at, synced, body, receivedAt } = kept
          if ('seq' in which ? seq !== which.seq : body['cell'] !== which.cell) return []
          const aside = tables.quarantine.get(entryKey({ locker, journal, seq }))
          if (aside && aside.resolution !== 'replayed') return []
          return [{ locker, journal, seq, at, synced, body, receivedAt }]
        }),
      )
    },
  }
}

/** Keeps entries; each is the next of its journal. */
export function appendInto(tables: Tables, entries: readonly RawEntry[], now: Instant) {
  for (const { locker, journal, json, hash } of entries) {
    if (UNSTORABLE.test(json)) throw new RangeError('this is no text that can be stored')
    const read = JSON.parse(json) as Pick<EntryKept, 'seq' | 'at' | 'synced' | 'body'>
    const { seq, at, synced, body } = read
    const key = journalKey(locker, journal)
    if (tables.entries.list(key).length !== seq - 1)
      throw new RangeError(`entry ${seq} of ${key} does not come next`)
    const order = tables.nextOrder()
    const kept = { seq, at, synced, body, text: json, hash, receivedAt: now, order }
    tables.entries.push(key, kept)
  }
}

/** Moves heads forward. */
export function advanceIn(tables: Tables, heads: readonly JournalHead[]) {
  for (const { locker, journal, replacesAnother: _born, ...head } of heads)
    tables.journals.change(journalKey(locker, journal), (row) => ({ ...row, ...head }))
}

const keyOf = ({ locker, journal }: JournalRef) => journalKey(locker, journal)

/** In the order in which they began; of one moment, in the order of their ids. */
export const inOrder = (one: JournalRow, other: JournalRow) =>
  one.createdAt - other.createdAt || (one.journal < other.journal ? -1 : 1)

/** In the order of their ids. */
function onceEach(journals: readonly JournalRef[]): JournalRef[] {
  if (journals.length === 1) return [...journals]
  const byKey = new Map(journals.map((ref) => [keyOf(ref), ref]))
  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? [])
}

/** As it is known, or as it begins. */
function headOf(tables: Tables, { locker, journal }: JournalRef): JournalHead {
  const known = tables.journals.get(journalKey(locker, journal))
  if (known) {
    const { createdAt: _createdAt, ...head } = known
    return { ...head, replacesAnother: false }
  }
  return {
    locker,
    journal,
    receivedThrough: 0,
    appliedThrough: 0,
    lastHash: GENESIS,
    ladder: freshLadder,
    replacesAnother: [...tables.journals.values()].some((row) => row.locker === locker),
  }
}

/** NUL and halves of surrogate pairs: JSON can say them, the database cannot hold them. See `keptText`. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/
