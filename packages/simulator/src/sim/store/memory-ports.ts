import { kindsWorkingEverywhere } from '@cubby/domain/organizations/capabilities'
import { limits } from '@cubby/kit/limits'
import type { Devices, Readings } from '@cubby/server/link/ports'
import { journalKey } from '@cubby/server/store/slice'
import { pageFrom } from './memory-feed.ts'
import type { MemoryStore } from './memory-store.ts'

/** What exchanges read outside of any transaction: always what is committed. */
export const readingsOf = ({ tables, change }: MemoryStore): Readings => ({
  heads: ({ locker, journal, streams }) =>
    change(() => {
      const row = tables.journals.get(journalKey(locker, journal))
      const seen = new Map<string, { epoch: string; head: number }>()
      for (const stream of streams) {
        const known = tables.streams.get(stream)
        if (known) seen.set(stream, { epoch: known.epoch, head: known.head })
      }
      return {
        receivedThrough: row?.receivedThrough ?? 0,
        appliedThrough: row?.appliedThrough ?? 0,
        streams: seen,
      }
    }),
  pageAfter: (cursor) => change(() => pageFrom(tables, cursor, limits.feedPageItemsMax)),
  sharedStreams: (locker) =>
    change(() => [
      ...(tables.belongings.get(locker) ?? []),
      ...[...tables.organizations.values()]
        .filter(({ kind }) => kindsWorkingEverywhere().includes(kind))
        .map(({ id }) => `org:${id}`)
        .sort(),
    ]),
  noteSeen: (seen) =>
    change(() => {
      for (const { locker, at } of seen)
        tables.lockers.change(locker, (row) => ({
          ...row,
          lastSeenAt: row.lastSeenAt !== null && row.lastSeenAt > at ? row.lastSeenAt : at,
        }))
    }),
})

/** Devices as the servers know them. */
export const devicesOf = ({ tables, change }: MemoryStore): Devices => ({
  publicKeyOf: (locker) => change(() => tables.lockers.get(locker)?.publicKey ?? null),
  useNonce: (nonce, expiresAt) =>
    change(() => {
      if (tables.nonces.has(nonce)) return false
      tables.nonces.set(nonce, expiresAt)
      return true
    }),
  takeOver: (codeHash, { publicKey, version }, now) =>
    change(() => {
      const code = tables.codes.get(codeHash)
      if (!code || code.expiresAt <= now) return null
      if (code.usedAt !== null)
        return tables.lockers.get(code.locker)?.publicKey === publicKey ? code.locker : null
      tables.codes.set(codeHash, { ...code, usedAt: now })
      tables.lockers.change(code.locker, (row) => {
        return { ...row, publicKey, deviceVersion: version }
      })
      return code.locker
    }),
})
