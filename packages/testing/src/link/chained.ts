import type { Entry } from '@cubby/domain/journal/entries'
import { sha256 } from '@cubby/keys/digest'
import { chainHash, GENESIS, type WireEntryUnread } from '@cubby/protocol/link/envelope'
import { anId, morning } from '../kernel/builders.ts'

type Body = WireEntryUnread['body']

/** Entries as a locker would send them: numbered from `first`, each carrying the hash of the one before. */
export function chained(
  entries: readonly { at: number; body: Body; synced?: boolean }[],
  after: { seq: number; hash: string } = { seq: 0, hash: GENESIS },
): WireEntryUnread[] {
  let { hash } = after
  return entries.map(({ at, body, synced = true }, i) => {
    const seq = after.seq + i + 1
    const entry = { seq, at, boot: anId('bot', 1), mono: seq * 10, synced, body }
    hash = chainHash(sha256, hash, entry)
    return { ...entry, hash }
  })
}

/** A journal that says nothing of parcels; `from` tells it apart from another of the same length. */
export const noise = (count: number, from = 0) =>
  chained(
    Array.from({ length: count }, (_, i) => ({
      at: morning + from + i,
      body: { type: 'device.clock', quality: 'synced', offsetMs: i },
    })),
  )

/** A journal of the kernel's bench, as its locker would send it. */
export const wireOf = (journal: readonly Entry[]) =>
  chained(journal.map(({ at, body }) => ({ at, body })))
