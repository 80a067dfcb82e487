import { type Instant, hours, isoTime, later } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { newFirstPassword } from '@cubby/keys/secrets'
import { hashPassword } from 'better-auth/crypto'
import { sql, type Transaction } from 'kysely'
import { bySystem, writeActivity } from '../activity/write-activity.ts'
import { officeStream } from '../changes/topics.ts'
import type { ServerContext } from '../context.ts'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import { builtInRoleIds } from '../roles/built-in.ts'
import { endSignIns } from '../staff/end-sign-ins.ts'
import { insertStaff } from '../staff/new-staff.ts'
import { raiseForAll } from './raise-for-all.ts'

/** Nobody can have it otherwise: `.invalid` belongs to no mail server. */
export const EMERGENCY_EMAIL = 'emergency@cubby.invalid'
const OPEN_FOR = hours(1)
/** Any constant does, as long as nothing else in this database locks it. */
const LOCK = 7_031_951

type Needs = Pick<ServerContext, 'clock' | 'db' | 'ids' | 'pokes'>
export type Opened = { email: string; password: string; until: Instant }

/**
 * Opens the sealed account for emergencies: an administrator, for one sign-in within an hour, and no longer than that hour. What
 * was open before ends. Everybody who looks at the alarms learns of it.
 */
export async function openEmergency(ctx: Needs, reason: string): Promise<Opened> {
  const now = ctx.clock.now()
  const until = later(now, OPEN_FOR)
  const password = newFirstPassword()
  await ctx.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx)
    const id = (await sealedAccount(trx)) ?? (await newAccount(trx, ctx, now))
    await endSignIns(trx, id)
    await trx
      .updateTable('staff')
      .set({
        emergency_until: timestamp(until),
        password_changed_at: timestamp(now),
        must_change_password: false,
        role_id: builtInRoleIds.administrator,
      })
      .where('id', '=', id)
      .execute()
    await trx
      .updateTable('staff_account')
      .set({ password_hash: await hashPassword(password) })
      .where('staff_id', '=', id)
      .where('provider', '=', 'credential')
      .execute()
    const detail = { reason, until: isoTime(until) }
    await raiseForAll(trx, ctx, { kind: 'emergency.opened', detail, now })
    const thing = idOf('stf', id)
    const opened = { operation: 'emergency.open', what: 'do', thing, about: null } as const
    await writeActivity(trx, ctx, bySystem, [{ ...opened, before: null, after: null, reason }], now)
  })
  ctx.pokes.tell([officeStream('alarms')])
  return { email: EMERGENCY_EMAIL, password, until }
}

async function sealedAccount(trx: Transaction<Db>): Promise<string | null> {
  const row = await trx
    .selectFrom('staff')
    .select('id')
    .where('is_emergency', '=', true)
    .executeTakeFirst()
  return row?.id ?? null
}

async function newAccount(trx: Transaction<Db>, { ids }: Needs, now: Instant): Promise<string> {
  const id = uuidOf(ids.mint('stf'))
  await insertStaff(trx, ids, now, {
    id,
    email: EMERGENCY_EMAIL,
    name: 'Emergency account',
    role: builtInRoleIds.administrator,
    reach: { kind: 'network' },
    password: newFirstPassword(),
    mustChangePassword: false,
  })
  await trx.updateTable('staff').set({ is_emergency: true }).where('id', '=', id).execute()
  return id
}
