import type { Layout } from '@cubby/domain/cells/layout'
import { type LockerId, uuidOf } from '@cubby/kit/ids'
import { newSigningPair, type Signer, signer } from '@cubby/keys/signing'
import { timestamp } from '@cubby/server/db/tables/column'
import { writeFeed } from '@cubby/server/feed/write-feed'
import { benchLayout } from '../load/bench-layout.ts'
import { inChunks } from './chunks.ts'
import type { BenchNetwork, Ground } from './network.ts'

/** A locker as the server knows it, with the key of the device that would be in it. */
export type BenchLocker = { id: LockerId; layout: Layout; key: Signer }

/**
 * Lockers that have been enrolled already: their public keys stand in the database. Thousands of them may share a
 * layout, so that it takes the memory of one.
 */
export async function addLockers(
  ground: Ground,
  network: BenchNetwork,
  size: { count: number; columns: number; layout?: Layout },
): Promise<BenchLocker[]> {
  const { db, ids, now } = ground
  const lockers = Array.from({ length: size.count }, (): BenchLocker => {
    const key = signer(newSigningPair().privatePem)
    return { id: ids.mint('lck'), layout: size.layout ?? benchLayout(ids, size.columns), key }
  })
  const at = timestamp(now)
  await inChunks(lockers, 200, (chunk) =>
    db.transaction().execute(async (trx) => {
      await trx
        .insertInto('locker')
        .values(
          chunk.map(({ id, layout, key }, n) => ({
            id: uuidOf(id),
            location_id: uuidOf(network.location),
            name: `Bench ${n + 1}`,
            layout: JSON.stringify(layout),
            layout_version: 1,
            public_key: key.publicKey,
            created_at: at,
            enrolled_at: at,
            device_version: 'bench',
          })),
        )
        .execute()
      const changes = chunk.map(({ id, layout }) => ({
        stream: `locker:${id}`,
        key: 'layout',
        body: { layout },
      }))
      await writeFeed(trx, changes, now)
    }),
  )
  return lockers
}
