import { createHash } from 'node:crypto'
import { anId, morning } from '@cubby/testing/kernel/builders'
import { expect, test } from 'vitest'
import { chainHash, GENESIS, wireEntry, wireEntryUnread } from './envelope.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const cell = anId('cel', 1)
const entry = {
  seq: 1,
  at: morning,
  boot: anId('bot', 1),
  mono: 5,
  synced: true,
  body: {
    type: 'door.forced',
    cell,
    side: 'front',
  } as const,
}
const hash = chainHash(sha256, GENESIS, entry)

test('the hash depends on everything in the entry and on all that came before', () => {
  const others = [
    chainHash(sha256, hash, entry),
    chainHash(sha256, GENESIS, { ...entry, seq: 2 }),
    chainHash(sha256, GENESIS, { ...entry, at: morning + 1 }),
    chainHash(sha256, GENESIS, { ...entry, boot: anId('bot', 2) }),
    chainHash(sha256, GENESIS, { ...entry, mono: 6 }),
    chainHash(sha256, GENESIS, { ...entry, synced: false }),
    chainHash(sha256, GENESIS, { ...entry, body: { ...entry.body, type: 'door.opened' } }),
  ]
  expect(new Set([hash, ...others]).size).toBe(8)
})

test('the hash does not depend on the order of fields, nor on what travels beside the entry', () => {
  const { body, ...place } = entry
  const shuffled = {
    body: { side: body.side, cell: body.cell, type: body.type },
    ...place,
    hash: 'x',
  }
  expect(chainHash(sha256, GENESIS, shuffled)).toBe(hash)
})

// A journal that was written once must verify for ever: this value never changes.
test('the hash of an entry is the same on every machine', () => {
  expect(hash).toBe('b610cd9063e84786c8d7265b0963532426bc3df2ba9e9070ba8d8a57b4978a43')
})

test('an entry of a type nobody knows yet travels all the same, unread', () => {
  const unknown = { ...entry, hash, body: { type: 'cell.painted', colour: 'blue' } }
  expect(wireEntryUnread.safeParse(unknown).success).toBe(true)
  expect(wireEntry.safeParse(unknown).success).toBe(false)
  expect(wireEntry.parse({ ...entry, hash })).toEqual({ ...entry, hash })
})
