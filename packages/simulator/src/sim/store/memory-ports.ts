import { isEnded } from '@cubby/domain/cells/stay'
import { kindsWorkingEverywhere } from '@cubby/domain/organizations/capabilities'
import type { Clock, Instant } from '@cubby/kit/clock'
import type { LockerId, OrganizationId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Devices, Readings } from '@cubby/server/link/ports'
import { journalKey } from '@cubby/server/store/slice'
import { pageFrom } from './memory-feed.ts'
import type { Tables } from './tables.ts'
import type { MemoryStore } from './memory-store.ts'

/** What exchanges read outside of any transaction: always what is committed. */
export const readingsOf = (
  { tables, change }: MemoryStore,
  clock: Pick<Clock, 'now'> = { now: () => 0 as Instant },
): Readings => ({
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
      ...[...new Set([...workingEverywhere(tables), ...tenantsAt(tables, locker, clock.now())])]
        .map((id) => `org:${id}`)
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

const workingEverywhere = (tables: Tables): OrganizationId[] =>
  [...tables.organizations.values()].flatMap(({ id, kind }) =>
    kindsWorkingEverywhere().includes(kind) ? [id] : [],
  )

/** Tenants from the day of their agreement until the last of their things is taken out. */
const tenantsAt = (tables: Tables, locker: LockerId, now: Instant): OrganizationId[] =>
  [...tables.rentals.values()].flatMap(({ locker: at, organization, until }) => {
    if (at !== locker) return []
    const isHere = until > now || holds(tables, locker, organization)
    return isHere ? [organization] : []
  })

function holds({ stays }: Tables, locker: LockerId, organization: OrganizationId): boolean {
  for (const { locker: at, stay } of stays.values())
    if (at === locker && stay.organization === organization && !isEnded(stay)) return true
  return false
}

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
