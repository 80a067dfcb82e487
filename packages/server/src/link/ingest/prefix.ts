import { AppError } from '@cubby/kit/app-error'
import { canonicalJson } from '@cubby/kit/canonical-json'
import { must } from '@cubby/kit/assert'
import { sha256 } from '@cubby/keys/digest'
import { entryText, GENESIS, hashAfter, type WireEntryUnread } from '@cubby/protocol/link/envelope'
import type { JournalHead, JournalRef } from '../../store/journals.ts'

/** Entries of one journal as a locker sent them; never empty. */
export type Push = JournalRef & {
  entries: readonly WireEntryUnread[]
  /** How many wait behind these. */
  backlog: number
}

/** A push that agrees with itself: consecutive, and each entry carrying the hash of the one before. */
export type CheckedPush = Push & {
  first: number
  last: number
  /** Canonical texts, beside the entries. */
  texts: readonly string[]
}

/** Checks what can be known of a push without knowing the journal. */
export function checkPush(push: Push): CheckedPush {
  const { entries } = push
  const first = must(entries[0], 'a push has entries').seq
  const texts: string[] = []
  let before: string | null = null
  entries.forEach((entry, i) => {
    if (entry.seq !== first + i)
      throw invalid(i, 'seq', 'not-consecutive', 'entries of a push follow each other')
    const text = entryText(entry)
    if (before !== null && hashAfter(sha256, before, text) !== entry.hash)
      throw invalid(i, 'hash', 'wrong-hash', 'is not the hash of this entry after the one before')
    texts.push(text)
    before = entry.hash
  })
  return { ...push, first, last: first + entries.length - 1, texts }
}

function invalid(i: number, field: string, code: string, detail: string) {
  const fields = [{ pointer: `/entries/${i}/${field}`, code, detail }]
  return new AppError('input/invalid', 'The entries do not agree with each other.', { fields })
}

/** Sequence numbers whose kept hashes must be known to place a push; the head's own is known already. */
export function seqsNeeded(push: CheckedPush, head: JournalHead): number[] {
  const isKept = (seq: number) => seq >= 1 && seq < head.receivedThrough
  return [push.first - 1, Math.min(push.last, head.receivedThrough)].filter(isKept)
}

export type Placed =
  | { kind: 'fresh'; from: number }
  | { kind: 'gap' }
  | { kind: 'fork' }
  | { kind: 'damaged' }

/**
 * Where a push stands in its journal: which of its entries are new (from index `from` on). Only a contiguous
 * prefix is taken; what overlaps must be the same.
 */
export function placePush(
  push: CheckedPush,
  head: JournalHead,
  keptHash: (seq: number) => string | undefined,
): Placed {
  const { receivedThrough, lastHash } = head
  if (push.first > receivedThrough + 1) return { kind: 'gap' }
  const hashAt = (seq: number) =>
    seq === 0 ? GENESIS : seq === receivedThrough ? lastHash : keptHash(seq)
  const before = hashAt(push.first - 1)
  const opening = push.entries[0]
  if (before === undefined || !opening) return { kind: 'fork' }
  if (hashAfter(sha256, before, push.texts[0] ?? '') !== opening.hash)
    // After the very beginning the text itself must be wrong; later, the locker had another entry before it.
    return { kind: push.first === 1 ? 'damaged' : 'fork' }
  const overlap = Math.min(push.last, receivedThrough)
  // Both are chains from the same hash on: equal at the end means equal throughout.
  if (overlap >= push.first && push.entries[overlap - push.first]?.hash !== hashAt(overlap))
    return { kind: 'fork' }
  return { kind: 'fresh', from: receivedThrough + 1 - push.first }
}

/** NUL and halves of surrogate pairs: JSON can say them, the database cannot hold them. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i

/** The text under which an entry is kept: its own, or a wrapped one when the database could not hold it. */
export function keptText(entry: WireEntryUnread, text: string): string {
  if (!UNSTORABLE.test(text)) return text
  const type = entry.body.type.replaceAll(/[^\x20-\x7e]/g, '?')
  return entryText({ ...entry, body: { type, unread: canonicalJson(entry.body) } })
}

/** The body of a kept entry as the locker sent it. */
export const sentBody = (body: Record<string, unknown> & { type: string }) =>
  typeof body['unread'] === 'string' && Object.keys(body).length === 2
    ? (JSON.parse(body['unread']) as typeof body)
    : body
