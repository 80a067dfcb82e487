import { type Clock, millis, type Millis, seconds } from '@cubby/kit/clock'
import type { Prng } from '@cubby/kit/prng'
import type { Db } from '@cubby/server/db/tables'
import type { FeedCursor } from '@cubby/server/feed/feed-types'
import { readFeed } from '@cubby/server/feed/read-feed'
import { writeFeed } from '@cubby/server/feed/write-feed'
import type { Kysely, Transaction } from 'kysely'

/** How changes get their place in the feed, and how a reader follows. */
export type FeedTechnique = {
  write(trx: Transaction<Db>, stream: string, key: string): Promise<void>
  /** The keys that came after those of the call before. */
  readOn(): Promise<string[]>
}

export type FeedSoak = {
  db: Kysely<Db>
  technique: FeedTechnique
  clock: Clock
  chance: Prng
  writers: number
  duration: Millis
  signal?: AbortSignal
}

export type FeedSoakReport = {
  writes: number
  rowsRead: number
  /** Committed changes that the reader never saw. The number this is all about. */
  missed: number
  seconds: number
  writesPerSecond: number
}

const STREAMS = Array.from({ length: 50 }, (_, i) => `locker:soak-${i}`)
const READ_EVERY = millis(3)
const PAUSE_MS_MAX = 8
const PAGE_ITEMS = 500

/**
 * Many writers, each holding its transaction open for a random moment after it took its place in the
 * feed, against one reader that polls. Every write has a key of its own, so each one is accounted for.
 */
export async function soakFeed(soak: FeedSoak): Promise<FeedSoakReport> {
  const { clock } = soak
  const started = clock.monotonic()
  const isOver = () => clock.monotonic() >= started + soak.duration || soak.signal?.aborted === true
  const written: string[] = []
  const seen = new Set<string>()
  let rowsRead = 0
  let isWriting = true

  const read = async () => {
    const keys = await soak.technique.readOn()
    rowsRead += keys.length
    for (const key of keys) seen.add(key)
    return keys.length
  }
  const reading = (async () => {
    while (isWriting) {
      await read()
      await clock.sleep(READ_EVERY)
    }
  })()
  const writing = Array.from({ length: soak.writers }, (_, i) =>
    writeUntil(isOver, soak, `writer-${i}`, written),
  )
  try {
    await Promise.all(writing)
  } finally {
    isWriting = false
  }
  await reading
  const elapsed = clock.monotonic() - started
  while ((await read()) > 0);

  return {
    writes: written.length,
    rowsRead,
    missed: written.filter((key) => !seen.has(key)).length,
    seconds: Math.round(elapsed / 100) / 10,
    writesPerSecond: Math.round(written.length / (elapsed / seconds(1))),
  }
}

async function writeUntil(
  isOver: () => boolean,
  soak: FeedSoak,
  writer: string,
  written: string[],
) {
  const chance = soak.chance.split(writer)
  for (let count = 0; !isOver(); count++) {
    const key = `${writer}/${count}`
    await soak.db.transaction().execute(async (trx) => {
      await soak.technique.write(trx, chance.pick(STREAMS), key)
      await soak.clock.sleep(millis(chance.int(0, PAUSE_MS_MAX)))
    })
    written.push(key)
  }
}

/** The product's own feed. */
export function streamTechnique(db: Kysely<Db>, clock: Clock): FeedTechnique {
  let cursors: FeedCursor[] = STREAMS.map((stream) => ({ stream, epoch: null, cursor: 0 }))
  return {
    async write(trx, stream, key) {
      await writeFeed(trx, [{ stream, key, body: { key } }], clock.now())
    },
    async readOn() {
      const pages = await readFeed(db, cursors, PAGE_ITEMS)
      cursors = pages.map(({ stream, epoch, cursor }) => ({ stream, epoch, cursor }))
      return pages.flatMap((page) => page.items.map((item) => item.key))
    },
  }
}
