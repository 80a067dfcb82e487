import { type Instant, isoTime } from '@cubby/kit/clock'
import { idOf, type LockerId, uuidOf } from '@cubby/kit/ids'
import { type Kysely, sql, type Transaction } from 'kysely'
import { timestamp } from '../../db/tables/column.ts'
import type { Db } from '../../db/tables.ts'
import type { Devices, NewDevice } from '../ports.ts'

export const pgDevices = (db: Kysely<Db>): Devices => ({
  async publicKeyOf(locker) {
    const row = await db
      .selectFrom('locker')
      .select('public_key')
      .where('id', '=', uuidOf(locker))
      .executeTakeFirst()
    return row?.public_key ?? null
  },
  /** For all servers; forgets those that have expired. */
  async useNonce(nonce, expiresAt, now) {
    const { rows } = await sql<{ nonce: string }>`
      with expired as (delete from used_challenge where expires_at < ${isoTime(now)}::timestamptz)
      insert into used_challenge (nonce, expires_at) values (${nonce}, ${isoTime(expiresAt)}::timestamptz)
      on conflict (nonce) do nothing returning nonce`.execute(db)
    return rows.length > 0
  },
  takeOver: (codeHash, device, now) => takeOver(db, codeHash, device, now),
})

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
