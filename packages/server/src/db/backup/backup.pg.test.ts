import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { realClock } from '@cubby/keys/real-clock'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadServerKeys } from '../../keys/server-keys.ts'
import { openDatabase } from '../database.ts'
import { markUnfinished } from '../embedded/unfinished.ts'
import { type Embedded, startEmbedded } from '../embedded.ts'
import { migrate } from '../migrate.ts'
import { allMigrations } from '../migrations/all.ts'
import { backUp } from './back-up.ts'
import { restore } from './restore.ts'

const log = { info() {}, warn() {} }
const common = { clock: realClock, log }

/** A server's folder with a database that has one stream, and one backup of it for all tests. */
let dir: string
let dataDir: string
let running: Embedded
let backup: string
let other: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cubby-backup-'))
  dataDir = join(dir, 'server')
  backup = join(dir, 'backup')
  running = await startEmbedded({ dir: dataDir, ...common })
  loadServerKeys(join(dataDir, 'keys'))
  const database = openDatabase(running.url, { max: 2 })
  await migrate(database.kysely, allMigrations)
  await sql`insert into stream (id, head) values ('network', 0)`.execute(database.kysely)
  await sql`create table tick (n bigint primary key)`.execute(database.kysely)
  const writer = writeOnAndOn(running.url)
  await backUp({ dataDir, to: backup, withKeys: false, ...common })
  await writer.stop()
  await database.close()
})

afterAll(async () => {
  await running.stop({ evenIfShared: true })
  await rm(dir, { recursive: true, force: true })
})

beforeEach(async () => {
  other = await mkdtemp(join(dir, 'other-'))
})
afterEach(async () => {
  await rm(other, { recursive: true, force: true })
})

/** Somebody who goes on working while the backup is taken. */
function writeOnAndOn(url: string) {
  const database = openDatabase(url, { max: 1 })
  let isOver = false
  const done = (async () => {
    for (let n = 1; !isOver; n++)
      await sql`insert into tick (n) values (${n})`.execute(database.kysely)
    await database.close()
  })()
  return {
    stop: async () => {
      isOver = true
      await done
    },
  }
}

async function asked(of: string) {
  const embedded = await startEmbedded({ dir: of, ...common })
  const database = openDatabase(embedded.url, { max: 1 })
  try {
    const { rows: ticks } = await sql<{ count: number; last: number }>`
      select count(*) as count, max(n) as last from tick`.execute(database.kysely)
    const stream = await database.kysely
      .selectFrom('stream')
      .select(['id', 'epoch'])
      .executeTakeFirstOrThrow()
    return { ...(ticks[0] ?? { count: 0, last: 0 }), epoch: stream.epoch }
  } finally {
    await database.close()
    await embedded.stop({ evenIfShared: true })
  }
}

const withKeys = () => cp(join(dataDir, 'keys'), join(other, 'keys'), { recursive: true })

describe('a backup of a database that works', () => {
  test('holds no keys, and is closed to others', async () => {
    expect((await readdir(backup)).toSorted()).toEqual(['backup.json', 'pg', 'pg.password'])
    expect((await stat(backup)).mode & 0o077).toBe(0)
    const keys = JSON.parse(await readFile(join(dataDir, 'keys', 'keys.json'), 'utf8'))
    expect(await readFile(join(backup, 'backup.json'), 'utf8')).not.toContain(keys.master)
  })

  test('comes back as one moment, without a hole, in a new epoch of its feeds', async () => {
    await withKeys()
    await restore({ dataDir: other, from: backup, replace: false, ...common })
    const found = await asked(other)
    expect(found.count).toBeGreaterThan(0)
    expect(found.last).toBe(found.count)
    const database = openDatabase(running.url, { max: 1 })
    const { epoch } = await database.kysely
      .selectFrom('stream')
      .select('epoch')
      .executeTakeFirstOrThrow()
    await database.close()
    expect(found.epoch).not.toBe(epoch)
  })

  test('brings the keys only when it was asked to', async () => {
    const full = join(other, 'full')
    await backUp({ dataDir, to: full, withKeys: true, ...common })
    const empty = join(other, 'empty')
    await restore({ dataDir: empty, from: full, replace: false, ...common })
    expect(await readFile(join(empty, 'keys', 'keys.json'), 'utf8')).toBe(
      await readFile(join(dataDir, 'keys', 'keys.json'), 'utf8'),
    )
  })
})

describe('a backup that would go wrong is refused', () => {
  test('into a folder that holds something', async () => {
    const asking = backUp({ dataDir, to: dataDir, withKeys: false, ...common })
    await expect(asking).rejects.toThrow('is not empty')
  })

  test('of a folder without a database', async () => {
    const asking = backUp({ dataDir: other, to: join(dir, 'x'), withKeys: false, ...common })
    await expect(asking).rejects.toThrow('holds no built-in database')
  })
})

describe('a restore that would go wrong is refused', () => {
  test('without the keys, and with those of another network', async () => {
    const asking = () => restore({ dataDir: other, from: backup, replace: false, ...common })
    await expect(asking()).rejects.toThrow('put the keys of this network')
    loadServerKeys(join(other, 'keys'))
    await expect(asking()).rejects.toThrow('are not those of the backup')
  })

  test('from a folder that is no finished backup', async () => {
    const asking = restore({ dataDir: other, from: other, replace: false, ...common })
    await expect(asking).rejects.toThrow('no finished backup')
  })

  test('while the database runs', async () => {
    const asking = restore({ dataDir, from: backup, replace: true, ...common })
    await expect(asking).rejects.toThrow('stop the server first')
  })

  test('over a database that is there, unless that may be put aside', async () => {
    await withKeys()
    await restore({ dataDir: other, from: backup, replace: false, ...common })
    const again = (replace: boolean) =>
      restore({ dataDir: other, from: backup, replace, ...common })
    await expect(again(false)).rejects.toThrow('--replace')
    const { putAside } = await again(true)
    expect(await readdir(putAside ?? '')).toContain('PG_VERSION')
    expect((await asked(other)).count).toBeGreaterThan(0)
  })
})

test("the last step of a restore into a PostgreSQL of one's own gives every feed a new epoch", async () => {
  await using database = await testDatabase()
  const { db } = database
  await sql`insert into stream (id, head) values ('network', 3)`.execute(db)
  const epoch = async () =>
    (await db.selectFrom('stream').select('epoch').executeTakeFirstOrThrow()).epoch
  const before = await epoch()
  const script = fileURLToPath(new URL('../../../../../scripts/restore.ts', import.meta.url))
  await promisify(execFile)(process.execPath, [script, '--renew-epochs'], {
    env: { PATH: process.env['PATH'], DATABASE_URL: database.url },
  })
  expect(await epoch()).not.toBe(before)
})

test('a restore that was cut short lets nobody serve, and is finished by asking again', async () => {
  await withKeys()
  // As far as it comes when the machine goes down before the epochs are new.
  await markUnfinished(other, { from: backup, before: null })
  await cp(join(backup, 'pg'), join(other, 'pg'), { recursive: true })
  await expect(startEmbedded({ dir: other, ...common })).rejects.toThrow('was cut short')
  await restore({ dataDir: other, from: backup, replace: false, ...common })
  expect((await asked(other)).count).toBeGreaterThan(0)
})
