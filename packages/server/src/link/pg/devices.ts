import { type Instant, isoTime } from '@cubby/kit/clock'
import { idOf, type LockerId, uuidOf } from '@cubby/kit/ids'
import { type Kysely, sql, type Transaction } from 'kysely'
import { timestamp } from '../../db/tables/column.ts'
import type { Db } from '../../db/tables.ts'
import { together } from './together.ts'
import type { Devices, NewDevice } from '../ports.ts'

/** Bounds one statement. When a network comes back, thousands prove their keys within a minute. */
const ASKED_MAX = 500

export const pgDevices = (db: Kysely<Db>): Devices => ({
  publicKeyOf: together((lockers) => publicKeysOf(db, lockers), {
    statementsMax: 2,
    askedMax: ASKED_MAX,
  }),
  useNonce: nonceUser(db),
  takeOver: (codeHash, device, now) => takeOver(db, codeHash, device, now),
})

async function publicKeysOf(db: Kysely<Db>, lockers: readonly LockerId[]) {
  const rows = await db
    .selectFrom('locker')
    .select(['id', 'public_key'])
    .where('id', '=', sql<string>`any(${lockers.map(uuidOf)}::uuid[])`)
    .execute()
  const keys = new Map(rows.map(({ id, public_key }) => [id, public_key]))
  return lockers.map((locker) => keys.get(uuidOf(locker)) ?? null)
}

type Used = { nonce: string; expiresAt: Instant; now: Instant }

/** For all servers; forgets those that have expired. Those that are used at about the same time share one commit. */
function nonceUser(db: Kysely<Db>): Devices['useNonce'] {
  const use = together((used: readonly Used[]) => useNonces(db, used), {
    statementsMax: 2,
    askedMax: ASKED_MAX,
  })
  return (nonce, expiresAt, now) => use({ nonce, expiresAt, now })
}

async function useNonces(db: Kysely<Db>, used: readonly Used[]): Promise<boolean[]> {
  const now = Math.min(...used.map((each) => each.now)) as Instant
  const { rows } = await sql<{ nonce: string }>`
    with expired as (delete from used_challenge where expires_at < ${isoTime(now)}::timestamptz)
    insert into used_challenge (nonce, expires_at)
    select nonce, expires_at
    from unnest(${used.map(({ nonce }) => nonce)}::text[],
      ${used.map(({ expiresAt }) => isoTime(expiresAt))}::timestamptz[]) as used (nonce, expires_at)
    -- In one order everywhere, so that two servers with the same challenges never wait for each other in a circle.
    order by nonce collate "C"
    on conflict (nonce) do nothing returning nonce`.execute(db)
  const free = new Set(rows.map(({ nonce }) => nonce))
  // The same one twice in a statement: whoever asked first has it.
  return used.map(({ nonce }) => free.delete(nonce))
}

async function takeOver(
  db: Kysely<Db>,
  codeHash: string,
  { publicKey, version }: NewDevice,
  now: Instant,
): Promise<LockerId | null> {
  return db.transaction().execute(async (trx) => {
    // Taking the code is one statement: of two devices with the same code one gets nothing.
    const code = await trx
      .updateTable('enrolment_code')
      .set({ used_at: timestamp(now) })
      .where('code_hash', '=', codeHash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', timestamp(now))
      .returning('locker_id')
      .executeTakeFirst()
    if (!code) return ownedAlready(trx, codeHash, publicKey, now)
    await trx
      .updateTable('locker')
      .set({ public_key: publicKey, enrolled_at: timestamp(now), device_version: version })
      .where('id', '=', code.locker_id)
      .execute()
    return idOf('lck', code.locker_id)
  })
}

/** The locker that this very device has got by this code before. */
async function ownedAlready(
  trx: Transaction<Db>,
  codeHash: string,
  publicKey: string,
  now: Instant,
): Promise<LockerId | null> {
  const row = await trx
    .selectFrom('enrolment_code')
    .innerJoin('locker', 'locker.id', 'enrolment_code.locker_id')
    .select('locker.id')
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is not', null)
    .where('expires_at', '>', timestamp(now))
    .where('public_key', '=', publicKey)
    .executeTakeFirst()
  return row ? idOf('lck', row.id) : null
}
