import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { FeedTable, StoredItem, StreamCursor } from './edge-disk.ts'
import { speaking } from './sqlite-errors.ts'

/** The tables `feed_item` and `cursor`. */
export class SqliteFeed implements FeedTable {
  readonly #items: StatementSync
  readonly #upsert: StatementSync
  readonly #versionOf: StatementSync
  readonly #remove: StatementSync
  readonly #touch: StatementSync
  readonly #removeOlderThan: StatementSync
  readonly #cursors: StatementSync
  readonly #saveCursor: StatementSync
  readonly #dropCursor: StatementSync

  constructor(sqlite: DatabaseSync) {
    this.#items = sqlite.prepare(
      'select stream, key, version, as_of_seq, body from feed_item order by stream, key',
    )
    this.#upsert = sqlite.prepare(
      'insert or replace into feed_item (stream, key, version, as_of_seq, body, mark) values (?, ?, ?, ?, ?, ?)',
    )
    this.#versionOf = sqlite.prepare('select version from feed_item where stream = ? and key = ?')
    this.#remove = sqlite.prepare('delete from feed_item where stream = ? and key = ?')
    this.#touch = sqlite.prepare('update feed_item set mark = ? where stream = ? and key = ?')
    this.#removeOlderThan = sqlite.prepare(
      'delete from feed_item where stream = ? and mark < ? returning key',
    )
    this.#cursors = sqlite.prepare(
      'select stream, epoch, cursor, mark, resetting from cursor order by stream',
    )
    this.#saveCursor = sqlite.prepare(
      'insert or replace into cursor (stream, epoch, cursor, mark, resetting) values (?, ?, ?, ?, ?)',
    )
    this.#dropCursor = sqlite.prepare('delete from cursor where stream = ?')
  }

  items(): StoredItem[] {
    return speaking(() => this.#items.all()).map((row) => ({
      stream: String(row['stream']),
      key: String(row['key']),
      version: Number(row['version']),
      asOfSeq: row['as_of_seq'] === null ? null : Number(row['as_of_seq']),
      body: JSON.parse(String(row['body'])) as unknown,
    }))
  }

  versionOf(stream: string, key: string): number | null {
    const row = speaking(() => this.#versionOf.get(stream, key))
    return row ? Number(row['version']) : null
  }

  put({ stream, key, version, asOfSeq, body }: StoredItem, mark: number) {
    const text = JSON.stringify(body ?? null)
    speaking(() => this.#upsert.run(stream, key, version, asOfSeq, text, mark))
  }

  touch(stream: string, key: string, mark: number) {
    speaking(() => this.#touch.run(mark, stream, key))
  }

  remove(stream: string, key: string) {
    speaking(() => this.#remove.run(stream, key))
  }

  removeOlderThan(stream: string, mark: number): string[] {
    return speaking(() => this.#removeOlderThan.all(stream, mark)).map((row) => String(row['key']))
  }

  cursors(): StreamCursor[] {
    return speaking(() => this.#cursors.all()).map((row) => ({
      stream: String(row['stream']),
      epoch: row['epoch'] === null ? null : String(row['epoch']),
      cursor: Number(row['cursor']),
      mark: Number(row['mark']),
      isResetting: row['resetting'] === 1,
    }))
  }

  saveCursor({ stream, epoch, cursor, mark, isResetting }: StreamCursor) {
    speaking(() => this.#saveCursor.run(stream, epoch, cursor, mark, isResetting ? 1 : 0))
  }

  dropStream(stream: string): string[] {
    speaking(() => this.#dropCursor.run(stream))
    return this.removeOlderThan(stream, Number.MAX_SAFE_INTEGER)
  }
}
