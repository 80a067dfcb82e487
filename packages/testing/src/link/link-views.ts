import { seconds } from '@cubby/kit/clock'
import { idOf, type LockerId, uuidOf } from '@cubby/kit/ids'
import type { Db } from '@cubby/server/db/tables'
import { readFeed } from '@cubby/server/feed/read-feed'
import type { Kysely } from 'kysely'
import type { KernelBench } from '../kernel/kernel-bench.ts'
import { wireOf } from './chained.ts'
import type { LinkWorld } from './link-world.ts'

/** Sends what the bench has journalled since the last time, as the world's one journal. */
export async function sendNews(world: LinkWorld, bench: KernelBench) {
  const head = await world.db
    .selectFrom('journal')
    .select('received_through')
    .where('locker_id', '=', uuidOf(world.locker))
    .executeTakeFirst()
  await world.push(wireOf(bench.journal).slice(head?.received_through ?? 0))
}

/** Somebody types the code, takes everything out and shuts every door. */
export function collect(bench: KernelBench, code = '11112222') {
  const { outcome } = bench.typeCode(code)
  bench.wait(seconds(1))
  bench.unlock()
  bench.wait(seconds(10))
  bench.closeAll()
  return outcome
}

/** What the server's tables say, in the few columns that tests are about. */
export const linkViews = (db: Kysely<Db>, locker: LockerId) => ({
  shipment: () =>
    db
      .selectFrom('shipment')
      .select(['status', 'ready_at', 'due_at', 'next_timer_at', 'collected_at'])
      .executeTakeFirstOrThrow(),
  parcels: () =>
    db
      .selectFrom('parcel')
      .select(['id', 'label', 'status', 'shipment_id', 'edge_id', 'stay_id', 'cell_id'])
      .orderBy('label')
      .orderBy('status')
      .execute(),
  messages: () =>
    db
      .selectFrom('message')
      .select(['kind', 'channel', 'recipient'])
      .orderBy('dedupe_key')
      .execute(),
  custody: async () => {
    const rows = await db.selectFrom('custody_event').select('kind').orderBy('seq').execute()
    return rows.map(({ kind }) => kind)
  },
  /** `<seq> <type>` of each entry, whoever sent it. */
  entries: async () => {
    const rows = await db.selectFrom('entry').select(['seq', 'type']).orderBy('seq').execute()
    return rows.map(({ seq, type }) => `${seq} ${type}`)
  },
  alarms: async () => {
    const rows = await db.selectFrom('alarm').select('kind').orderBy('kind').execute()
    return rows.map(({ kind }) => kind)
  },
  /** `<seq> <resolution>` of each entry that was set aside. */
  quarantined: async () => {
    const rows = await db
      .selectFrom('quarantine')
      .select(['seq', 'resolution'])
      .orderBy('seq')
      .execute()
    return rows.map(({ seq, resolution }) => `${seq} ${resolution ?? 'open'}`)
  },
  /** Bodies by key of what lives on the locker's own stream. */
  feed: async () => {
    const stream = `locker:${locker}`
    const [page] = await readFeed(db, [{ stream, epoch: null, cursor: 0 }], 500)
    const living = page?.items.filter(({ dead }) => !dead) ?? []
    return new Map(living.map(({ key, body }) => [key, body as Record<string, unknown>]))
  },
  mirrors: (of = locker) => mirrorsOf(db, of),
})

/** The server's view of a locker, in the form of the locker's own state. */
async function mirrorsOf(db: Kysely<Db>, locker: LockerId) {
  const cells = await db
    .selectFrom('cell_mirror')
    .select(['cell_id', 'state'])
    .where('locker_id', '=', uuidOf(locker))
    .execute()
  const stays = await db
    .selectFrom('stay_mirror')
    .select(['id', 'state'])
    .where('locker_id', '=', uuidOf(locker))
    .execute()
  const head = await db
    .selectFrom('journal')
    .select('ladder')
    .where('locker_id', '=', uuidOf(locker))
    .executeTakeFirst()
  return {
    cells: Object.fromEntries(cells.map((row) => [idOf('cel', row.cell_id), row.state])),
    stays: Object.fromEntries(stays.map((row) => [idOf('sty', row.id), row.state])),
    ladder: head?.ladder,
  }
}
