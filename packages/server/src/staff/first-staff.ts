import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { uuidOf } from '@cubby/kit/ids'
import { newFirstPassword } from '@cubby/keys/secrets'
import { sql } from 'kysely'
import type { ServerContext } from '../context.ts'
import { builtInRoleIds } from '../roles/built-in.ts'
import { insertStaff } from './new-staff.ts'

/** Any constant does, as long as nothing else in this database locks it. */
const LOCK = 7_031_950

/**
 * On the first start of a network: makes the first administrator, with a password for one sign-in that is written where only the
 * owner of the files can read it. Answers true when it did. As with the operator's key, a crash leaves at worst a file
 * without an account.
 */
export async function ensureFirstStaff(
  ctx: Pick<ServerContext, 'clock' | 'db' | 'ids'>,
  { email, path }: { email: string; path: string },
): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx)
    const known = await trx.selectFrom('staff').select('id').limit(1).executeTakeFirst()
    if (known) return false
    const password = newFirstPassword()
    const id = uuidOf(ctx.ids.mint('stf'))
    const role = builtInRoleIds.administrator
    const reach = { kind: 'network' } as const
    const first = { id, email, name: 'Administrator', role, reach, password }
    await insertStaff(trx, ctx.ids, ctx.clock.now(), { ...first, mustChangePassword: true })
    await mkdir(dirname(path), { recursive: true })
    const text = `E-mail:   ${email}\nPassword: ${password}\n`
    await writeFile(`${path}.new`, text, { mode: 0o600, flush: true })
    await rename(`${path}.new`, path)
    return true
  })
}
