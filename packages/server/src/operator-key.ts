import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { scopes } from '@cubby/protocol/operation'
import { sql } from 'kysely'
import type { ServerContext } from './context.ts'
import { insertKey } from './people/new-key.ts'

/** Any constant does, as long as nothing else in this database locks it. */
const LOCK = 7_031_949

/**
 * On the first start of a network: makes the operator's key and writes it where only the owner of the files can
 * read it. Answers true when it did. The file is written before the commit, so a crash leaves a file without a
 * key, which the next start replaces, and never a key that nobody knows.
 */
export async function ensureOperatorKey(
  ctx: Pick<ServerContext, 'clock' | 'db' | 'ids'>,
  path: string,
): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx)
    const known = await trx
      .selectFrom('api_key')
      .select('id')
      .where('organization_id', 'is', null)
      .limit(1)
      .executeTakeFirst()
    if (known) return false
    const key = { organization: null, name: 'Network operator, first key', scopes }
    const { text } = await insertKey(trx, ctx.ids, ctx.clock.now(), key)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.new`, `${text}\n`, { mode: 0o600, flush: true })
    await rename(`${path}.new`, path)
    return true
  })
}
