import { entryBody } from '@cubby/domain/journal/entries'
import { id, instantMs } from '@cubby/domain/shapes'
import { canonicalJson } from '@cubby/kit/canonical-json'
import { z } from 'zod'

/** The hash that stands before the first entry of every journal. */
export const GENESIS = '0'.repeat(64)

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** An entry as it travels and as it is kept: its place, the locker's idea of the time and how good that is. */
export const wireEntry = z.strictObject({
  seq: z.int().min(1),
  at: instantMs,
  boot: id('bot'),
  /** Milliseconds since that boot: order and distance hold even where the wall clock lies. */
  mono: z.int().min(0),
  synced: z.boolean(),
  body: entryBody,
  /** SHA-256 over the hash before and this entry without its hash, in canonical JSON. */
  hash,
})

/** The same with the body unread: what cannot be understood yet is stored all the same (quarantine). */
export const wireEntryUnread = wireEntry.extend({
  body: z.looseObject({ type: z.string().min(1).max(60) }),
})

export type WireEntry = z.infer<typeof wireEntry>
export type WireEntryUnread = z.infer<typeof wireEntryUnread>

type Sha256 = (text: string) => string

/** An entry without its hash, as the text that is hashed: canonical JSON, its keys in order. */
export const entryText = (entry: Omit<WireEntryUnread, 'hash'>): string =>
  textAround(entry, canonicalJson(entry.body))

/** The same for one who has the canonical JSON of the body already. */
export function textAround(
  { seq, at, boot, mono, synced }: Omit<WireEntryUnread, 'hash' | 'body'>,
  body: string,
): string {
  return `{"at":${at},"body":${body},"boot":"${boot}","mono":${mono},"seq":${seq},"synced":${synced}}`
}

/** The hash of an entry with this text that follows one with `hashBefore`. */
export const hashAfter = (sha256: Sha256, hashBefore: string, text: string): string =>
  sha256(`${hashBefore}\n${text}`)

/** The hash of an entry that follows one with `hashBefore`. */
export const chainHash = (
  sha256: Sha256,
  hashBefore: string,
  entry: Omit<WireEntryUnread, 'hash'>,
): string => hashAfter(sha256, hashBefore, entryText(entry))
