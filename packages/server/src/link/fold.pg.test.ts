import type { Entry } from '@cubby/domain/journal/entries'
import type { LockerState } from '@cubby/domain/kernel/state'
import { seconds } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { type Prng, prng } from '@cubby/kit/prng'
import { aCommand, aGrant, anId, aPlan } from '@cubby/testing/kernel/builders'
import { aLocker, type KernelBench } from '@cubby/testing/kernel/kernel-bench'
import { wireOf } from '@cubby/testing/link/chained'
import { linkViews } from '@cubby/testing/link/link-views'
import { type LinkWorld, linkWorld } from '@cubby/testing/link/link-world'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { startIngest } from './ingest/ingest.ts'
import { pgStore } from '../store/pg/pg-store.ts'

let database: TestDatabase
let world: LinkWorld
let views: ReturnType<typeof linkViews>
beforeEach(async () => {
  database = await testDatabase()
  world = await linkWorld(database.db)
  views = linkViews(world.db, world.locker)
})
afterEach(() => database[Symbol.asyncDispose]())

/** The part of a locker's state that the server mirrors (invariant 6). */
const mirrored = ({ cells, stays, ladder }: LockerState) => ({ cells, stays, ladder })

const plans = [
  aPlan(1),
  aPlan(2, { shipment: anId('shp', 1) }),
  aPlan(3),
  aPlan(4, { mayShareCell: true }),
]
const grants = [
  aGrant(plans.slice(0, 2)),
  aGrant(plans.slice(2, 3), { grant: anId('grn', 3), codeVerifier: '3'.padStart(64, '0') }),
  aGrant(plans.slice(3), { grant: anId('grn', 4), codeVerifier: '4'.padStart(64, '0') }),
]

/** People and doors do anything, in any order, for a while. */
function chaos(chance: Prng, turns: number): KernelBench {
  const bench = aLocker({ plans: [...plans], grants: [...grants] })
  const cells = bench.known.cells
  const session = () => Object.values(bench.state.sessions)[0]?.id ?? anId('ses', 1)
  const stay = () => Object.values(bench.state.stays).at(-1)?.id ?? anId('sty', 1)
  const labels = [...plans.map(({ label }) => label), 'NOBODY-1', 'NOBODY-2']
  const scan = () => bench.scan(session(), chance.pick(labels), 'A')
  const unblock = () =>
    bench.do({
      do: 'obey',
      command: aCommand(
        bench.journal.length,
        {
          do: chance.pick(['unblock', 'open']),
          cell: chance.pick(cells).id,
          side: 'front',
        } as never,
        { expiresAt: bench.now + 60_000 },
      ),
      asOfSeq: null,
      clockSynced: true,
    })
  const often: (() => unknown)[] = [
    scan,
    scan,
    () => bench.closeAll(chance.pick([null, null, null, true, false])),
    () => bench.closeAll(),
    () => bench.typeCode(chance.pick(['11112222', '3', '4', '777'])),
    () => bench.wait(seconds(chance.int(1, 100))),
  ]
  const seldom: (() => unknown)[] = [
    () => bench.signIn(),
    () => bench.wait(seconds(400)),
    () => bench.do({ do: 'open-again', session: session(), cell: chance.pick(cells).id }),
    () => bench.do({ do: 'another-cell', session: session(), stay: stay(), reason: 'too-small' }),
    () => bench.do({ do: 'another-cell', session: session(), stay: stay(), reason: 'dirty' }),
    () => bench.do({ do: 'undo-deposit', session: session(), stay: stay() }),
    () =>
      bench.do({
        do: 'report-problem',
        session: session(),
        cell: chance.pick(cells).id,
        problem: 'wrong',
      }),
    () => bench.moveDoor('open', chance.pick(cells).id),
    () => bench.loseSightOf(chance.pick(cells).id),
    () => bench.look(),
    () => bench.restart(),
    unblock,
    unblock,
  ]
  bench.signIn()
  for (let turn = 0; turn < turns; turn++) {
    bench.unlock()
    chance.pick(chance.chance(0.75) ? often : seldom)()
    if (chance.chance(0.3) && Object.keys(bench.state.sessions).length === 0) bench.signIn()
  }
  return bench
}

/** Everything that follows from a journal, but for ids that are drawn and for what depends on how it was cut. */
async function consequences() {
  const rows = async (statement: ReturnType<typeof sql>) => (await statement.execute(world.db)).rows
  return {
    entries: await rows(
      sql`select journal_id, seq, at, type, body, hash from entry order by locker_id, journal_id, seq`,
    ),
    cells: await rows(sql`select locker_id, cell_id, state from cell_mirror order by 1, 2`),
    stays: await rows(sql`select id, phase, state from stay_mirror order by 1`),
    parcels: await rows(
      sql`select id, shipment_id, label, status, edge_id, stay_id, cell_id, stored_at, collected_at from parcel order by 1`,
    ),
    shipments: await rows(sql`select id, status, due_at, collected_at from shipment order by 1`),
    custody: await rows(
      sql`select parcel_id, at, kind, cell_id, stay_id, actor, detail, seq from custody_event order by seq, parcel_id, kind`,
    ),
    alarms: await rows(
      sql`select kind, cell_id, detail, at, dedupe_key from alarm order by dedupe_key collate "C"`,
    ),
    quarantine: await rows(sql`select seq, error from quarantine order by seq`),
    rights: await rows(sql`select id, revoked_at is null as lives from pickup_right order by id`),
    feed: await rows(sql`select stream_id, key from feed_item where not dead order by 1, 2`),
  }
}

async function announceAll(to: LinkWorld) {
  await to.announce(plans.slice(0, 2), grants[0] ?? null)
  await to.announce(plans.slice(2, 3), grants[1] ?? null)
  await to.announce(plans.slice(3), grants[2] ?? null)
}

describe('whatever people and doors do', () => {
  test.each([1, 2, 3, 4, 5, 6])(
    'the mirrors are the fold of the journal, and nothing is set aside (day %i)',
    async (day) => {
      const chance = prng(`mirror ${day}`)
      await announceAll(world)
      const bench = chaos(chance, 300)
      const wire = wireOf(bench.journal)
      for (let from = 0; from < wire.length;) {
        const size = chance.int(1, 120)
        await world.push(wire.slice(from, from + size))
        from += size
      }
      expect(await views.mirrors()).toEqual(mirrored(bench.state))
      expect(await views.quarantined()).toEqual([])
      expect(wire.length).toBeGreaterThan(100)
    },
  )

  test.each([1, 2, 3])(
    'cut and repeated in any way, the journal has the same consequences (day %i)',
    async (day) => {
      const chance = prng(`split ${day}`)
      const wire = wireOf(chaos(chance, 250).journal)
      await announceAll(world)
      for (let from = 0; from < wire.length; from += 500)
        await world.push(wire.slice(from, from + 500))
      const whole = await consequences()
      await using another = await testDatabase()
      world = await linkWorld(another.db)
      await announceAll(world)
      for (let through = 0; through < wire.length;) {
        const from = chance.int(Math.max(0, through - 40), through)
        const to = Math.min(wire.length, from + chance.int(1, 60))
        await world.push(wire.slice(from, to))
        through = Math.max(through, to)
      }
      expect(await consequences()).toEqual(whole)
    },
  )

  test('two servers on one database take the pushes of many lockers, each entry once', async () => {
    const servers = [world.ingest, startIngest(world.ctx, pgStore(world.ctx))]
    const chance = prng('two servers')
    const machines = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const bench = chaos(chance.split(`machine ${i}`), 120)
        const own = JSON.parse(ownNames(JSON.stringify([bench.journal, bench.state]), i)) as [
          Entry[],
          LockerState,
        ]
        return {
          locker: await world.addLocker(10 + i),
          journal: anId('jrn', 10 + i),
          wire: wireOf(own[0]),
          state: own[1],
        }
      }),
    )
    await Promise.all(
      machines.flatMap(({ locker, journal, wire }) =>
        servers.map(async (server) => {
          for (let from = 0; from < wire.length; from += 30)
            await server.push({
              locker,
              journal,
              backlog: 0,
              entries: wire.slice(Math.max(0, from - 20), from + 30),
            })
        }),
      ),
    )
    expect(await views.quarantined()).toEqual([])
    for (const { locker, wire, state } of machines) {
      expect(await views.mirrors(locker)).toEqual(mirrored(state))
      const { kept } = await world.db
        .selectFrom('entry')
        .select(({ fn }) => fn.countAll<number>().as('kept'))
        .where('locker_id', '=', uuidOf(locker))
        .executeTakeFirstOrThrow()
      expect(kept).toBe(wire.length)
    }
  })
})

/** The bench mints the same ids in every world; machines that meet on one server need their own. */
const ownNames = (json: string, machine: number) =>
  json.replaceAll(/\b((?:cel|sty|prc|ses|req)_[0-9a-z]{15})./g, `$1${machine}`)
