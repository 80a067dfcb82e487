import type { StatementSync } from 'node:sqlite'
import { type EdgeDatabase, speaking } from './database.ts'

/**
 * Where this locker stands in one stream. While `isResetting` a snapshot is on its way over several pages: what
 * comes in gets the new `mark`, and what still has an older one when it ends is gone on the server.
 */
export type StreamCursor = {
  stream: string
  epoch: string | null
  cursor: number
  mark: number
  isResetting: boolean
}

export type StoredItem = {
  stream: string
  key: string
  version: number
  asOfSeq: number | null
  body: unknown
}

/** The feed as it lies on the disk. Callers group writes into one transaction; nothing here decides anything. */
export class FeedStore {
  readonly #db: EdgeDatabase
  readonly #upsert: StatementSync
  readonly #versionOf: StatementSync
  readonly #remove: StatementSync
  readonly #touch: StatementSync
  readonly #saveCursor: StatementSync

  constructor(db: EdgeDatabase) {
    this.#db = db
    this.#upsert = db.sqlite.prepare(
      'insert or replace into feed_item (stream, key, version, as_of_seq, body, mark) values (?, ?, ?, ?, ?, ?)',
    )
    this.#versionOf = db.sqlite.prepare(
      'select version from feed_item where stream = ? and key = ?',
    )
    this.#remove = db.sqlite.prepare('delete from feed_item where stream = ? and key = ?')
    this.#touch = db.sqlite.prepare('update feed_item set mark = ? where stream = ? and key = ?')
    this.#saveCursor = db.sqlite.prepare(
      'insert or replace into cursor (stream, epoch, cursor, mark, resetting) values (?, ?, ?, ?, ?)',
    )
  }

  items(): StoredItem[] {
    return speaking(() =>
      this.#db.sqlite
        .prepare('select stream, key, version, as_of_seq, body from feed_item order by stream, key')
        .all()
        .map((row) => ({
          stream: String(row['stream']),
          key: String(row['key']),
          version: Number(row['version']),
          asOfSeq: row['as_of_seq'] === null ? null : Number(row['as_of_seq']),
          body: JSON.parse(String(row['body'])) as unknown,
        })),
    )
  }

  cursors(): StreamCursor[] {
    return speaking(() =>
      this.#db.sqlite
        .prepare('select stream, epoch, cursor, mark, resetting from cursor order by stream')
        .all()
        .map((row) => ({
          stream: String(row['stream']),
          epoch: row['epoch'] === null ? null : String(row['epoch']),
          cursor: Number(row['cursor']),
          mark: Number(row['mark']),
          isResetting: row['resetting'] === 1,
        })),
    )
  }

  versionOf(stream: string, key: string): number | null {
    const row = this.#versionOf.get(stream, key)
    return row ? Number(row['version']) : null
  }

  put(item: StoredItem, mark: number) {
    this.#upsert.run(
      item.stream,
      item.key,
      item.version,
      item.asOfSeq,
      JSON.stringify(item.body ?? null),
      mark,
    )
  }

  /** Says that the item is still there, whatever became of its newest version. */
  touch(stream: string, key: string, mark: number) {
    this.#touch.run(mark, stream, key)
  }

  remove(stream: string, key: string) {
    this.#remove.run(stream, key)
  }

  saveCursor({ stream, epoch, cursor, mark, isResetting }: StreamCursor) {
    this.#saveCursor.run(stream, epoch, cursor, mark, isResetting ? 1 : 0)
  }

  /** Removes what a finished snapshot did not name, and answers its keys. */
  removeOlderThan(stream: string, mark: number): string[] {
    return this.#db.sqlite
      .prepare('delete from feed_item where stream = ? and mark < ? returning key')
      .all(stream, mark)
      .map((row) => String(row['key']))
  }

  /** Forgets a stream altogether, and answers the keys that stood in it. */
  dropStream(stream: string): string[] {
    this.#db.sqlite.prepare('delete from cursor where stream = ?').run(stream)
    return this.removeOlderThan(stream, Number.MAX_SAFE_INTEGER)
  }
}
