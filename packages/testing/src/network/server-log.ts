import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Database, openDatabase } from '@cubby/server/db/database'
import { idOf, type LockerId, uuidOf } from '@cubby/kit/ids'

/** A way into the built-in database of this folder that does not go through the server. */
export async function serverDatabase(dataDir: string): Promise<Database> {
  const [password, port] = await Promise.all(
    ['pg.password', 'pg.port'].map(async (name) =>
      (await readFile(join(dataDir, name), 'utf8')).trim(),
    ),
  )
  return openDatabase(`postgres://cubby:${password}@127.0.0.1:${port}/cubby`, { max: 2 })
}

/** Hashes of everything the server has of this locker, by sequence number; one list per journal. */
export async function serverHashes({ kysely }: Pick<Database, 'kysely'>, locker: LockerId) {
  const rows = await kysely
    .selectFrom('entry')
    .select(['journal_id', 'seq', 'hash'])
    .where('locker_id', '=', uuidOf(locker))
    .orderBy('journal_id')
    .orderBy('seq')
    .execute()
  return Map.groupBy(rows, (row) => idOf('jrn', row.journal_id))
}

/** How far the server has come with what this locker sent. */
export async function appliedThrough({ kysely }: Database, locker: LockerId): Promise<number> {
  const head = await kysely
    .selectFrom('journal')
    .select('applied_through')
    .where('locker_id', '=', uuidOf(locker))
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return head?.applied_through ?? 0
}
