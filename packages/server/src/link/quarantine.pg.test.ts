import type { LockerState } from '@cubby/domain/kernel/state'
import { minutes } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { aGrant, anId, aPlan, morning } from '@cubby/testing/kernel/builders'
import { aLocker } from '@cubby/testing/kernel/kernel-bench'
import { chained, noise, wireOf } from '@cubby/testing/link/chained'
import { linkViews } from '@cubby/testing/link/link-views'
import { type LinkWorld, linkWorld } from '@cubby/testing/link/link-world'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { Resolution } from '../store/journals.ts'
import { pgStore } from '../store/pg/pg-store.ts'
import { doWork } from '../store/work.ts'
import { resolveQuarantined } from './quarantine.ts'

let database: TestDatabase
let world: LinkWorld
let views: ReturnType<typeof linkViews>
beforeEach(async () => {
  database = await testDatabase()
  world = await linkWorld(database.db)
  views = linkViews(world.db, world.locker)
})
afterEach(() => database[Symbol.asyncDispose]())

const resolve = (resolution: Resolution) =>
  doWork(world.ctx, pgStore(world.ctx), (work) => resolveQuarantined(work, world.ctx, resolution))
/** The part of a locker's state that the server mirrors (invariant 6). */
const mirrored = ({ cells, stays, ladder }: LockerState) => ({ cells, stays, ladder })

describe('an entry that cannot be applied', () => {
  const cell = anId('cel', 500)
  const door = (type: string, extra: object = {}) => ({
    at: morning,
    body: { type, cell, side: 'front', ...extra },
  })

  test('is kept and set aside with an alarm, and the entries after it go on', async () => {
    const entries = chained([
      door('door.forced'),
      door('door.sings', { song: 'a type of next year' }),
      {
        at: morning,
        body: {
          type: 'stay.deposited',
          stay: anId('sty', 9),
          cell,
          parcels: [anId('prc', 9)],
          dueAt: null,
        },
      },
      door('door.closed', { item: null }),
    ])
    expect(await world.push(entries)).toMatchObject({ receivedThrough: 4, appliedThrough: 4 })
    expect(await views.entries()).toHaveLength(4)
    expect(await views.quarantined()).toEqual(['2 open', '3 open'])
    expect(await views.alarms()).toEqual(['door.forced', 'entry.quarantined', 'entry.quarantined'])
    const mirror = await world.db
      .selectFrom('cell_mirror')
      .select('state')
      .executeTakeFirstOrThrow()
    expect(mirror.state).toMatchObject({
      touchedSeq: 4,
      use: { kind: 'free' },
      doors: { front: { door: 'closed' } },
    })
  })

  test('because the database cannot hold it is found among the others and set aside alone', async () => {
    const poison = {
      type: 'nul \u0000 and half a \ud83d',
      text: 'a\u0000b',
      deep: [{ b: '\udc00' }],
    }
    const entries = chained(
      [...noise(3), ...noise(3)].map((entry, i) => ({
        at: morning,
        body: i === 2 ? poison : entry.body,
      })),
    )
    expect(await world.push(entries)).toMatchObject({ appliedThrough: 6 })
    expect(await views.quarantined()).toEqual(['3 open'])
    expect(await world.push(entries)).toMatchObject({ receivedThrough: 6 })
  })

  test('because of a broken rule of the database takes only itself out', async () => {
    await sql`alter table alarm add constraint no_forced check (kind <> 'door.forced')`.execute(
      world.db,
    )
    const other = await world.addLocker(2)
    const entries = chained([
      ...noise(5),
      door('door.forced'),
      ...noise(4),
      door('door.closed', { item: null }),
    ])
    const [one, two] = await Promise.all([
      world.push(entries),
      world.push(noise(7), { locker: other, journal: anId('jrn', 2) }),
    ])
    expect([one, two]).toMatchObject([{ appliedThrough: 11 }, { appliedThrough: 7 }])
    expect(await views.quarantined()).toEqual(['6 open'])
  })

  test('is applied after all when it is replayed, as if it had been in its place', async () => {
    const plan = aPlan(1)
    await world.announce([plan], aGrant([plan]))
    const bench = aLocker({ plans: [plan], grants: [aGrant([plan])] })
    bench.deposit(bench.signIn(), plan)
    bench.wait(minutes(1))
    bench.moveDoor('open', bench.cellNamed('C1').id)
    const wire = wireOf(bench.journal)
    // The server does not know the parcel when it hears of it; somebody mends that.
    await sql`update parcel set locker_id = ${uuidOf(await world.addLocker(2))}`.execute(world.db)
    await world.push(wire)
    const open = await world.db.selectFrom('quarantine').select('seq').orderBy('seq').execute()
    expect(open.map(({ seq }) => wire[seq - 1]?.body.type)).toEqual([
      'stay.allocated',
      'stay.deposited',
    ])
    await sql`update parcel set locker_id = ${uuidOf(world.locker)}`.execute(world.db)
    const place = {
      locker: world.locker,
      journal: world.journal,
      how: 'replayed',
      by: null,
    } as const
    for (const { seq } of open) await resolve({ ...place, seq })
    await expect(resolve({ ...place, seq: open[0]?.seq ?? 0 })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await views.mirrors()).toEqual(mirrored(bench.state))
    const shipment = await world.db.selectFrom('shipment').select('status').executeTakeFirst()
    expect(shipment).toEqual({ status: 'ready' })
    expect(await world.db.selectFrom('message').select('kind').execute()).toEqual([
      { kind: 'shipment.ready' },
    ])
  })

  test('that was skipped stays on record and means nothing', async () => {
    await world.push(chained([door('door.sings')]))
    const place = { locker: world.locker, journal: world.journal, seq: 1, by: null }
    await expect(resolve({ ...place, how: 'replayed' })).rejects.toMatchObject({
      code: 'conflict/state',
    })
    await resolve({ ...place, how: 'skipped' })
    expect(await views.quarantined()).toEqual(['1 skipped'])
    expect(await views.entries()).toHaveLength(1)
  })
})
