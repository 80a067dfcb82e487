import { uuidOf } from '@cubby/kit/ids'
import { seconds } from '@cubby/kit/clock'
import { aPlan } from '@cubby/testing/kernel/builders'
import { linkWorld } from '@cubby/testing/link/link-world'
import { until } from '@cubby/testing/network/until'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import { waitsForLock } from '@cubby/testing/postgres/waits-for-lock'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '../../db/database.ts'
import { nothingWanted } from '../slice.ts'
import { loadSlice } from './load-slice.ts'

/** The way in which PostgreSQL goes about it on a server whose tables are young. */
const YOUNG = '-c enable_hashjoin=off -c enable_mergejoin=off -c enable_seqscan=off'

test.each([0, 1, 2, 3])(
  'a shipment that somebody is changing is waited for and loaded like the others (number %i)',
  async (which) => {
    await using database = await testDatabase()
    const world = await linkWorld(database.db)
    const plans = [1, 2, 3, 4].map((number) => aPlan(number))
    for (const plan of plans) await world.announce([plan], null)
    const changed = plans[which]?.parcel ?? 'prc_'
    const url = new URL(database.url)
    url.searchParams.set('options', YOUNG)
    const young = openDatabase(url.href, { max: 1 })
    const mayEnd = Promise.withResolvers<void>()
    const isChanged = Promise.withResolvers<void>()
    const changing = database.db.transaction().execute(async (trx) => {
      await sql`update shipment set status = 'cancelled'
        where id = (select shipment_id from parcel where id = ${uuidOf(changed)})`.execute(trx)
      isChanged.resolve()
      await mayEnd.promise
    })
    await isChanged.promise
    const wanted = { ...nothingWanted(), parcels: plans.map(({ parcel }) => parcel) }
    const loading = young.kysely.transaction().execute((trx) => loadSlice(trx, wanted))
    await until('the loading waits', () => waitsForLock(database.db), seconds(10))
    mayEnd.resolve()
    await changing
    const slice = await loading
    await young.close()
    expect(slice.shipments.size).toBe(4)
    expect([...slice.parcels.keys()].toSorted()).toEqual(
      plans.map(({ parcel }) => parcel).toSorted(),
    )
  },
)
