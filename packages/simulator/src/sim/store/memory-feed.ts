import type { FeedChange, FeedCursor, FeedPage } from '@cubby/server/feed/feed-types'
import type { FeedRow, Tables } from './tables.ts'

/** Writes changes to the feed, each stream one version further, and answers the streams. */
export function writeFeedInto(
  tables: Tables,
  changes: readonly FeedChange[],
  newEpoch: () => string,
): string[] {
  const last = new Map(changes.map((change) => [`${change.stream} ${change.key}`, change]))
  const streams = [...new Set([...last.values()].map(({ stream }) => stream))].sort()
  for (const stream of streams) {
    const before = tables.streams.get(stream)
    const row = before ?? { epoch: newEpoch(), head: 0, floor: 0 }
    tables.streams.set(stream, { ...row, head: row.head + 1 })
  }
  for (const { stream, key, body, asOfSeq } of last.values()) {
    const version = tables.streams.get(stream)?.head ?? 0
    const item = { stream, key, version, dead: body === null, body, asOfSeq: asOfSeq ?? null }
    tables.feedOf(stream).set(key, item)
  }
  return streams
}

/** The next page of a stream: see `readFeed` of the server. */
export function pageFrom(tables: Tables, asked: FeedCursor, limit: number): FeedPage {
  const { stream } = asked
  const { epoch, head, floor } = tables.streams.get(stream) ?? { epoch: '', head: 0, floor: 0 }
  const reset = (asked.epoch ?? '') !== epoch || asked.cursor < floor || asked.cursor > head
  const start = reset ? 0 : asked.cursor
  const news = [...(tables.feed.get(stream)?.values() ?? [])]
    .filter(({ version, dead }) => version > start && !(reset && dead))
    .sort(byVersion)
  const through = news.length <= limit ? head : cut(news.slice(0, limit + 1), floor)
  const items = news
    .filter(({ version }) => version <= through)
    .map(({ key, version, dead, body, asOfSeq }) => ({ key, version, dead, body, asOfSeq }))
  return { stream, epoch, head, cursor: through, reset, items }
}

const byVersion = (one: FeedRow, other: FeedRow) =>
  one.version - other.version || (one.key < other.key ? -1 : 1)

/** A version is never cut in two. */
function cut(near: readonly FeedRow[], floor: number): number {
  const versions = near.map(({ version }) => version)
  const last = Math.max(...versions)
  const whole = versions.filter((version) => version < last)
  return Math.max(floor, whole.length > 0 ? Math.max(...whole) : Math.min(...versions))
}

/** Forgets tombstones for good; who stands before the last of them gets a snapshot. */
export function compactInto(tables: Tables) {
  for (const stream of tables.streams.copy().keys()) {
    const items = tables.feedOf(stream)
    const dead = [...items.values()].filter((row) => row.dead)
    if (dead.length === 0) continue
    for (const { key } of dead) items.delete(key)
    const floor = Math.max(...dead.map(({ version }) => version))
    tables.streams.change(stream, (row) => ({ ...row, floor: Math.max(row.floor, floor) }))
  }
}

/** After a restore: versions counted so far mean nothing any more. */
export function renewEpochsIn(tables: Tables, newEpoch: () => string) {
  for (const stream of [...tables.streams.copy().keys()].sort())
    tables.streams.change(stream, (row) => ({ ...row, epoch: newEpoch() }))
}
