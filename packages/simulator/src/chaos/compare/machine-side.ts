import { DatabaseSync } from 'node:sqlite'
import { readEdgeJournal } from '@cubby/testing/network/edge-journal'
import { fileOf, type Machine } from '../world/machine.ts'
import type { TwoFeeds } from './feeds.ts'

/** The journal and the feed in the file of a machine whose program has ended. */
export async function machineSide(machine: Pick<Machine, 'dataDir'>) {
  const { journal, entries } = await readEdgeJournal(machine.dataDir)
  return { journal, entries, feeds: feedsIn(fileOf(machine)) }
}

function feedsIn(path: string): Map<string, NonNullable<TwoFeeds['held']>> {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const items = db
      .prepare('select stream, key, version from feed_item')
      .all()
      .map((row) => ({
        stream: String(row['stream']),
        key: String(row['key']),
        version: Number(row['version']),
      }))
    const byStream = Map.groupBy(items, ({ stream }) => stream)
    return new Map(
      db
        .prepare('select stream, epoch, cursor from cursor')
        .all()
        .map((row) => [
          String(row['stream']),
          {
            epoch: row['epoch'] === null ? null : String(row['epoch']),
            cursor: Number(row['cursor']),
            items: (byStream.get(String(row['stream'])) ?? []).map(({ key, version }) => ({
              key,
              version,
            })),
          },
        ]),
    )
  } finally {
    db.close()
  }
}
