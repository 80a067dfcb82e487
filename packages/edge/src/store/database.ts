import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '@cubby/kit/app-error'

/** Raised with every change of the tables below; a program never opens a file from its own future. */
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
  ) strict;`

/** Only a net: `checkpoint` comes long before. By itself SQLite would do it in the middle of a decision. */
const CHECKPOINT_PAGES = 10_000

export type DatabaseOptions = {
  /** A file, or `:memory:` for a locker whose life nobody needs to remember. */
  path: string
  /** `off` is for simulated disks only: a power cut would lose doors that a person saw open. */
  synchronous?: 'full' | 'off'
}

/** The one file of a locker: journal, folded state, feed, identity. One program at a time has it open. */
export class EdgeDatabase implements Disposable {
  readonly sqlite: DatabaseSync
  readonly #synchronous: 'full' | 'off'

  constructor({ path, synchronous = 'full' }: DatabaseOptions) {
    this.#synchronous = synchronous
    if (path !== ':memory:') touchPrivately(path)
    this.sqlite = speaking(() => new DatabaseSync(path))
    try {
      speaking(() => this.#prepare())
    } catch (error) {
      this.sqlite.close()
      throw error
    }
  }

  /** All of it or nothing; durable when this returns. */
  transaction<T>(work: () => T): T {
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

  /**
   * All of it or nothing, at once; durable with the next `transaction`. For what somebody else remembers and says
   * again: a person at a door must not wait for the disk because of it.
   */
  lightTransaction<T>(work: () => T): T {
    if (this.#synchronous === 'off') return this.transaction(work)
    // In WAL mode `normal` leaves out the fsync of a commit and nothing else.
    this.sqlite.exec('pragma synchronous = normal')
    try {
      return this.transaction(work)
    } finally {
      this.sqlite.exec('pragma synchronous = full')
    }
  }

  /** A small named fact; null when it was never written. */
  meta(key: string): string | null {
    const row = this.sqlite.prepare('select value from meta where key = ?').get(key)
    return row ? String(row['value']) : null
  }

  setMeta(key: string, value: string) {
    speaking(() =>
      this.sqlite
        .prepare(
          'insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
        )
        .run(key, value),
    )
  }

  /** Moves what was written into the file proper. Called when nobody waits: it is the slowest thing a disk does. */
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
    const format = this.meta('format')
    if (format === null) this.setMeta('format', String(FORMAT))
    else if (Number(format) > FORMAT)
      throw new AppError(
        'journal/damaged',
        `this journal has format ${format}; this program knows ${FORMAT}`,
      )
  }
}

/** The file holds the device's private key: nobody but its owner may read it, from the first moment on. */
function touchPrivately(path: string) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
}

const FULL = 13
const BUSY = 5
const LOCKED = 6

/** Runs work on the database and says in our own codes what went wrong. */
export function speaking<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    const code = (error as { errcode?: number }).errcode
    if (code === undefined) throw error
    const cause = { cause: error }
    const primary = code & 0xff
    if (primary === FULL)
      throw new AppError('journal/disk-full', 'the disk of this locker is full', cause)
    if (primary === BUSY || primary === LOCKED)
      throw new AppError('config/invalid', 'another program has this journal open', cause)
    throw new AppError(
      'journal/damaged',
      `the journal cannot be read or written (SQLite ${code})`,
      cause,
    )
  }
}
