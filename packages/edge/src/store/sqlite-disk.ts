import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '@cubby/kit/app-error'
import { assert } from '@cubby/kit/assert'
import type { LockerId } from '@cubby/kit/ids'
import type {
  Acknowledged,
  EdgeDisk,
  EntryTable,
  FeedTable,
  PaymentTable,
  Snapshot,
  StoredIdentity,
} from './edge-disk.ts'
import { SqliteEntries } from './sqlite-entries.ts'
import { speaking } from './sqlite-errors.ts'
import { SqliteFeed } from './sqlite-feed.ts'
import { SqlitePayments } from './sqlite-payments.ts'

/**
 * Raised when a program from before would read wrongly what lies there; it never opens a file from its own future. A table more is none
 * of its business.
 */
const FORMAT = 1

const TABLES = `
  create table if not exists meta (key text primary key, value text not null) strict, without rowid;
  create table if not exists entry (
    seq integer primary key, at integer not null, boot text not null, mono integer not null,
    synced integer not null, body text not null, hash text not null
  ) strict;
  create table if not exists snapshot (
    id integer primary key check (id = 1), seq integer not null, format integer not null, state text not null
  ) strict;
  create table if not exists acknowledged (
    id integer primary key check (id = 1), received_through integer not null, durable_through integer not null
  ) strict;
  create table if not exists feed_item (
    stream text not null, key text not null, version integer not null, as_of_seq integer,
    body text not null, mark integer not null, primary key (stream, key)
  ) strict, without rowid;
  create table if not exists cursor (
    stream text primary key, epoch text, cursor integer not null, mark integer not null, resetting integer not null
  ) strict, without rowid;
  create table if not exists identity (
    id integer primary key check (id = 1), private_pem text not null, locker text, locker_key text,
    directory_key text, signing_keys text
  ) strict;
  create table if not exists payment (
    place integer primary key, id text not null unique, terminal text not null, begun text not null, result text
  ) strict;
  create index if not exists payment_open on payment (place) where result is null;`

/** Only a net: `checkpoint` comes long before. By itself SQLite would do it in the middle of a decision. */
const CHECKPOINT_PAGES = 10_000

export type DiskOptions = {
  /** A file, or `:memory:` for a locker whose life nobody needs to remember. */
  path: string
  /** `off` is for simulated disks only: a power cut would lose doors that a person saw open. */
  synchronous?: 'full' | 'off'
}

/** The one file of a locker, as SQLite keeps it. */
export class SqliteDisk implements EdgeDisk {
  readonly sqlite: DatabaseSync
  readonly entries: EntryTable
  readonly feed: FeedTable
  readonly payments: PaymentTable
  readonly #synchronous: 'full' | 'off'
  readonly #facts: Facts

  constructor({ path, synchronous = 'full' }: DiskOptions) {
    this.#synchronous = synchronous
    if (path !== ':memory:') touchPrivately(path)
    this.sqlite = speaking(() => new DatabaseSync(path))
    try {
      speaking(() => this.#prepare())
      this.#facts = factsIn(this.sqlite)
      this.#checkFormat()
    } catch (error) {
      this.sqlite.close()
      throw error
    }
    this.entries = new SqliteEntries(this.sqlite)
    this.feed = new SqliteFeed(this.sqlite)
    this.payments = new SqlitePayments(this.sqlite)
  }

  transaction<T>(work: () => T): T {
    assert(!this.sqlite.isTransaction, 'a transaction inside a transaction')
    return speaking(() => {
      this.sqlite.exec('begin immediate')
      try {
        const result = work()
        this.sqlite.exec('commit')
        return result
      } catch (error) {
        // A full disk may have rolled back by itself already.
        if (this.sqlite.isTransaction) this.sqlite.exec('rollback')
        throw error
      }
    })
  }

  lightTransaction<T>(work: () => T): T {
    if (this.#synchronous === 'off') return this.transaction(work)
    assert(!this.sqlite.isTransaction, 'a transaction inside a transaction')
    // In WAL mode `normal` leaves out the fsync of a commit and nothing else.
    this.sqlite.exec('pragma synchronous = normal')
    try {
      return this.transaction(work)
    } finally {
      this.sqlite.exec('pragma synchronous = full')
    }
  }

  meta(key: string): string | null {
    const row = speaking(() => this.#facts.meta.get(key))
    return row ? String(row['value']) : null
  }

  setMeta(key: string, value: string) {
    speaking(() => this.#facts.setMeta.run(key, value))
  }

  snapshot(): Snapshot | null {
    const row = speaking(() => this.#facts.snapshot.get())
    return row
      ? { seq: Number(row['seq']), format: Number(row['format']), state: String(row['state']) }
      : null
  }

  saveSnapshot({ seq, format, state }: Snapshot) {
    speaking(() => this.#facts.saveSnapshot.run(seq, format, state))
  }

  acknowledged(): Acknowledged | null {
    const row = speaking(() => this.#facts.acknowledged.get())
    if (!row) return null
    const { received_through: received, durable_through: durable } = row
    return { receivedThrough: Number(received), durableThrough: Number(durable) }
  }

  saveAcknowledged({ receivedThrough, durableThrough }: Acknowledged) {
    speaking(() => this.#facts.saveAcknowledged.run(receivedThrough, durableThrough))
  }

  identity(): StoredIdentity | null {
    const row = speaking(() => this.#facts.identity.get())
    if (!row) return null
    const privatePem = String(row['private_pem'])
    if (row['locker'] === null) return { privatePem, enrolled: null }
    const enrolled = {
      locker: row['locker'] as LockerId,
      lockerKey: String(row['locker_key']),
      directoryKey: String(row['directory_key']),
      signingKeys: JSON.parse(String(row['signing_keys'])) as Record<string, string>,
    }
    return { privatePem, enrolled }
  }

  saveIdentity({ privatePem, enrolled }: StoredIdentity) {
    const { locker, lockerKey, directoryKey } = enrolled ?? {}
    const signingKeys = enrolled && JSON.stringify(enrolled.signingKeys)
    speaking(() =>
      this.#facts.saveIdentity.run(
        privatePem,
        locker ?? null,
        lockerKey ?? null,
        directoryKey ?? null,
        signingKeys,
      ),
    )
  }

  /** Moves what was written into the file proper. */
  checkpoint() {
    speaking(() => this.sqlite.exec('pragma wal_checkpoint(passive)'))
  }

  [Symbol.dispose]() {
    this.sqlite.close()
  }

  #prepare() {
    // Exclusive, because two programs that write one journal are a fork.
    this.sqlite.exec(
      `pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = ${this.#synchronous};
      pragma wal_autocheckpoint = ${CHECKPOINT_PAGES};`,
    )
    this.transaction(() => this.sqlite.exec(TABLES))
  }

  #checkFormat() {
    const format = this.meta('format')
    if (format === null) this.setMeta('format', String(FORMAT))
    else if (Number(format) > FORMAT)
      throw new AppError(
        'journal/damaged',
        `this journal has format ${format}; this program knows ${FORMAT}`,
      )
  }
}

type Facts = ReturnType<typeof factsIn>

/** What there is one of. */
const factsIn = (sqlite: DatabaseSync) => ({
  meta: sqlite.prepare('select value from meta where key = ?'),
  setMeta: sqlite.prepare(
    'insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
  ),
  snapshot: sqlite.prepare('select seq, format, state from snapshot'),
  saveSnapshot: sqlite.prepare(
    'insert or replace into snapshot (id, seq, format, state) values (1, ?, ?, ?)',
  ),
  acknowledged: sqlite.prepare('select received_through, durable_through from acknowledged'),
  saveAcknowledged: sqlite.prepare(
    'insert or replace into acknowledged (id, received_through, durable_through) values (1, ?, ?)',
  ),
  identity: sqlite.prepare(
    'select private_pem, locker, locker_key, directory_key, signing_keys from identity',
  ),
  saveIdentity: sqlite.prepare(
    `insert or replace into identity (id, private_pem, locker, locker_key, directory_key, signing_keys)
     values (1, ?, ?, ?, ?, ?)`,
  ),
})

/** The file holds the device's private key: nobody but its owner may read it, from the first moment on. */
function touchPrivately(path: string) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
}
