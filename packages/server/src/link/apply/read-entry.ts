import { type EntryBody, entryBody } from '@cubby/domain/journal/entries'
import { type Instant, instant, later, millis } from '@cubby/kit/clock'
import type { JournalId, LockerId } from '@cubby/kit/ids'
import type { WireEntryUnread } from '@cubby/protocol/link/envelope'

/** An entry at its place, its body understood or not. */
export type PlacedEntry = {
  locker: LockerId
  journal: JournalId
  seq: number
  /** By the locker's clock: what the mirrors fold. */
  at: Instant
  /** As well as anybody knows: the locker's time where its clock was right, else when we heard of it. */
  trueAt: Instant
  body: EntryBody | null
  /** Why the body could not be understood. */
  unread: string | null
}

/** Reads what an entry says. A body that says nothing to this server is kept for people to look at. */
export function readEntry(
  place: { locker: LockerId; journal: JournalId },
  entry: Pick<WireEntryUnread, 'seq' | 'at' | 'synced' | 'body'>,
  now: Instant,
): PlacedEntry {
  const read = entryBody.safeParse(entry.body)
  const at = instant(entry.at)
  return {
    locker: place.locker,
    journal: place.journal,
    seq: entry.seq,
    at,
    trueAt: entry.synced ? at : now,
    body: read.success ? read.data : null,
    unread: read.success
      ? null
      : read.error.issues
          .map(({ path, message }) => `${path.join('/')}: ${message}`)
          .join('; ')
          .slice(0, 500),
  }
}

/** A moment the locker named, moved by as much as its clock was wrong. */
export const trueTime = (entry: PlacedEntry, at: number): Instant =>
  later(instant(at), millis(entry.trueAt - entry.at))
