import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isId, uuidOf } from '@cubby/kit/ids'
import { prng } from '@cubby/kit/prng'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { openDatabase } from '@cubby/server/db/database'
import { loadServerKeys } from '@cubby/server/keys/server-keys'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import type { Pool } from 'pg'
import { expect, test } from 'vitest'
import { addLockers } from '../setup/lockers.ts'
import { foundNetwork } from '../setup/network.ts'
import { emptyShipments, fillShipments } from './fill.ts'
import { samples } from './samples.ts'

test('a filled network has the shares of a grown one, and all its indexes and keys again', async () => {
  await using database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'cubby-fill-'))
  const opened = openDatabase(database.url, { max: 2 })
  const { pool } = opened
  try {
    const now = realClock.now()
    const keys = loadServerKeys(join(folder, 'keys'))
    const ground = { db: database.db, ids: realIds, keys, now }
    const network = await foundNetwork(ground)
    const lockers = await addLockers(ground, network, { count: 3, columns: 1 })
    const before = await schemaOf(pool)
    await fillShipments(pool, {
      shipments: 1_000,
      shops: [uuidOf(network.shop)],
      carrier: uuidOf(network.carrier),
      lockers: lockers.map(({ id }) => uuidOf(id)),
      now,
      say: () => {},
      signal: new AbortController().signal,
    })
    expect(await schemaOf(pool)).toEqual(before)
    expect(await counts(pool)).toMatchObject({ shipments: 1_000, parcels: 1_200, rights: 1_000 })
    const { over, disordered, custody } = await counts(pool)
    expect(over).toBeGreaterThan(960)
    expect(disordered).toBe(0)
    expect(custody).toBeGreaterThan(3_000)
    const some = await samples(pool, prng('some'), { count: 20, now })
    expect(some.length).toBeGreaterThan(15)
    expect(some.every(({ shipment }) => isId('shp', shipment))).toBe(true)
    await emptyShipments(pool)
    expect(await counts(pool)).toMatchObject({ shipments: 0, parcels: 0, rights: 0, custody: 0 })
  } finally {
    await opened.close()
    await rm(folder, { recursive: true })
  }
})

async function schemaOf(pool: Pool) {
  const { rows } = await pool.query<{ text: string }>(
    `select indexdef as text from pg_indexes where schemaname = 'public'
     union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
     where contype in ('f', 'p', 'u')
     order by 1`,
  )
  return rows.map(({ text }) => text)
}

async function counts(pool: Pool) {
  const { rows } = await pool.query<Record<string, number>>(
    `select (select count(*)::int from shipment) as shipments, (select count(*)::int from parcel) as parcels,
       (select count(*)::int from pickup_right) as rights, (select count(*)::int from custody_event) as custody,
       (select count(*)::int from shipment where status in ('collected', 'withdrawn', 'cancelled')) as over,
       (select count(*)::int from (
          select created_at < lag(created_at) over (order by id) as early from shipment
        ) placed where early) as disordered`,
  )
  return rows[0] ?? {}
}
