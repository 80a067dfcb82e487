import type { CellState } from '@cubby/domain/cells/cell-state'
import type { Stay } from '@cubby/domain/cells/stay'
import type { Entry } from '@cubby/domain/journal/entries'
import type { LockerState } from '@cubby/domain/kernel/state'
import type { AppError } from '@cubby/kit/app-error'
import { minutes, seconds } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { prng, type Prng } from '@cubby/kit/prng'
import type { WireEntryUnread } from '@cubby/protocol/link/envelope'
import { aGrant, anId, aPlan, morning } from '@cubby/testing/kernel/builders'
import { aLocker, type KernelBench } from '@cubby/testing/kernel/kernel-bench'
import { chained, wireOf } from '@cubby/testing/link/chained'
import { type LinkWorld, linkWorld } from '@cubby/testing/link/link-world'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startIngest } from './ingest.ts'
import { pgStore } from './pg-store.ts'
import { resolveQuarantine } from './quarantine.ts'

let database: TestDatabase
let world: LinkWorld
beforeEach(async () => {
  database = await testDatabase()
  world = await linkWorld(database.db)
})
afterEach(() => database[Symbol.asyncDispose]())

const noise = (count: number, from = 0) =>
  chained(Array.from({ length: count }, (_, i) => ({ at: morning + from + i, body: { type: 'device.clock', quality: 'synced', offsetMs: i } })))

const entriesKept = async () =>
  (await world.db.selectFrom('entry').select(['seq', 'type']).orderBy('seq').execute()).map(({ seq, type }) => `${seq} ${type}`)
const alarms = async () =>
  (await world.db.selectFrom('alarm').select('kind').orderBy('kind').execute()).map(({ kind }) => kind)
const quarantined = async () =>
  (await world.db.selectFrom('quarantine').select(['seq', 'resolution']).orderBy('seq').execute()).map(
    ({ seq, resolution }) => `${seq} ${resolution ?? 'open'}`,
  )

async function refusal(doing: Promise<unknown>) {
  const error = await doing.then(
    () => null,
    (thrown: AppError) => thrown,
  )
  return error && { code: error.code, ...error.extra }
}

describe('a journal', () => {
  test('is taken as a contiguous prefix, and what comes again is skipped', async () => {
    const all = noise(10)
    expect(await world.push(all.slice(0, 4))).toEqual({ receivedThrough: 4, appliedThrough: 4, durableThrough: 4 })
    expect(await world.push(all.slice(0, 4))).toMatchObject({ receivedThrough: 4 })
    expect(await world.push(all.slice(1, 3))).toMatchObject({ receivedThrough: 4 })
    expect(await world.push(all.slice(2, 10))).toMatchObject({ receivedThrough: 10 })
    expect(await world.push(all)).toMatchObject({ receivedThrough: 10 })
    expect(await entriesKept()).toHaveLength(10)
    expect(await alarms()).toEqual([])
  })

  test('with a gap is refused, and the answer says where to go on', async () => {
    const all = noise(10)
    await world.push(all.slice(0, 3))
    expect(await refusal(world.push(all.slice(5)))).toEqual({ code: 'link/gap', receivedThrough: 3 })
    expect(await entriesKept()).toHaveLength(3)
    expect(await world.push(all.slice(3))).toMatchObject({ receivedThrough: 10 })
  })

  test.each([
    ['overlapping what was received', 2, 6],
    ['from the very beginning', 0, 3],
    ['going on after another entry', 5, 8],
  ])('that contradicts the one received is a fork (%s), is refused and raises one alarm', async (_, from, to) => {
    await world.push(noise(5))
    const clone = noise(8, 1_000)
    for (let twice = 0; twice < 2; twice++)
      expect(await refusal(world.push(clone.slice(from, to)))).toMatchObject({ code: 'link/fork', receivedThrough: 5 })
    expect(await entriesKept()).toHaveLength(5)
    expect(await alarms()).toContain('journal.fork')
    const locker = await world.db.selectFrom('locker').select('fork_seen_at').executeTakeFirstOrThrow()
    expect(locker.fork_seen_at).toBe(morning)
  })

  test('whose entries do not agree with their hashes is refused, and no fork is cried', async () => {
    const [first, second, third] = noise(3) as [WireEntryUnread, WireEntryUnread, WireEntryUnread]
    expect(await refusal(world.push([{ ...first, at: 1 }, second]))).toMatchObject({ code: 'input/invalid' })
    expect(await refusal(world.push([first, { ...second, at: 1 }]))).toMatchObject({ code: 'input/invalid' })
    expect(await refusal(world.push([first, third]))).toMatchObject({ code: 'input/invalid' })
    expect(await entriesKept()).toEqual([])
    expect(await alarms()).toEqual([])
  })

  test('begun anew on another disk starts from one, and staff are told', async () => {
    await world.push(noise(5))
    const journal = anId('jrn', 2)
    expect(await world.push(noise(3, 77), { journal })).toMatchObject({ receivedThrough: 3 })
    expect(await alarms()).toEqual(['journal.replaced'])
    expect(await world.push(noise(5))).toMatchObject({ receivedThrough: 5 })
  })

  test('is refused for one locker only: the others of the same group go on', async () => {
    const other = await world.addLocker(2)
    await world.push(noise(5))
    const [forked, taken] = await Promise.all([
      refusal(world.push(noise(6, 99))),
      world.push(noise(4), { locker: other, journal: anId('jrn', 2) }),
    ])
    expect(forked).toMatchObject({ code: 'link/fork' })
    expect(taken).toMatchObject({ receivedThrough: 4 })
  })
})

describe('an entry that cannot be applied', () => {
  const cell = anId('cel', 500)
  const door = (type: string, extra: object = {}) => ({ at: morning, body: { type, cell, side: 'front', ...extra } })

  test('is kept and set aside with an alarm, and the entries after it go on', async () => {
    const entries = chained([
      door('door.forced'),
      door('door.sings', { song: 'a type of next year' }),
      { at: morning, body: { type: 'stay.deposited', stay: anId('sty', 9), cell, parcels: [anId('prc', 9)], dueAt: null } },
      door('door.closed', { item: null }),
    ])
    expect(await world.push(entries)).toMatchObject({ receivedThrough: 4, appliedThrough: 4 })
    expect(await entriesKept()).toHaveLength(4)
    expect(await quarantined()).toEqual(['2 open', '3 open'])
    expect(await alarms()).toEqual(['door.forced', 'entry.quarantined', 'entry.quarantined'])
    const mirror = await world.db.selectFrom('cell_mirror').select('state').executeTakeFirstOrThrow()
    expect(mirror.state).toMatchObject({ touchedSeq: 4, use: { kind: 'free' }, doors: { front: { door: 'closed' } } })
  })

  test('because the database cannot hold it is found among the others and set aside alone', async () => {
    const poison = { type: 'nul \u0000 and half a \ud83d', text: 'a\u0000b', deep: [{ b: '\udc00' }] }
    const entries = chained([...noise(3), ...noise(3)].map((entry, i) => ({ at: morning, body: i === 2 ? poison : entry.body })))
    expect(await world.push(entries)).toMatchObject({ appliedThrough: 6 })
    expect(await quarantined()).toEqual(['3 open'])
    expect(await world.push(entries)).toMatchObject({ receivedThrough: 6 })
  })

  test('because of a broken rule of the database takes only itself out', async () => {
    await sql`alter table alarm add constraint no_forced check (kind <> 'door.forced')`.execute(world.db)
    const other = await world.addLocker(2)
    const entries = chained([...noise(5), door('door.forced'), ...noise(4), door('door.closed', { item: null })])
    const [one, two] = await Promise.all([
      world.push(entries),
      world.push(noise(7), { locker: other, journal: anId('jrn', 2) }),
    ])
    expect([one, two]).toMatchObject([{ appliedThrough: 11 }, { appliedThrough: 7 }])
    expect(await quarantined()).toEqual(['6 open'])
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
    expect(open.map(({ seq }) => wire[seq - 1]?.body.type)).toEqual(['stay.allocated', 'stay.deposited'])
    await sql`update parcel set locker_id = ${uuidOf(world.locker)}`.execute(world.db)
    const place = { locker: world.locker, journal: world.journal, how: 'replayed', by: null } as const
    for (const { seq } of open) await resolveQuarantine(world.ctx, { ...place, seq })
    await expect(resolveQuarantine(world.ctx, { ...place, seq: open[0]?.seq ?? 0 })).rejects.toMatchObject({ code: 'not-found' })
    await mirrorsEqual(bench)
    const shipment = await world.db.selectFrom('shipment').select('status').executeTakeFirst()
    expect(shipment).toEqual({ status: 'ready' })
    expect(await world.db.selectFrom('message').select('kind').execute()).toEqual([{ kind: 'shipment.ready' }])
  })

  test('that was skipped stays on record and means nothing', async () => {
    await world.push(chained([door('door.sings')]))
    const place = { locker: world.locker, journal: world.journal, seq: 1, by: null }
    await expect(resolveQuarantine(world.ctx, { ...place, how: 'replayed' })).rejects.toMatchObject({ code: 'conflict/state' })
    await resolveQuarantine(world.ctx, { ...place, how: 'skipped' })
    expect(await quarantined()).toEqual(['1 skipped'])
    expect(await entriesKept()).toHaveLength(1)
  })
})

/** The server's mirrors of the locker equal what the locker knows of itself (invariant 6). */
async function mirrorsEqual(bench: Pick<KernelBench, 'state'>, locker = world.locker) {
  const cells = await world.db.selectFrom('cell_mirror').select(['cell_id', 'state']).where('locker_id', '=', uuidOf(locker)).execute()
  const stays = await world.db.selectFrom('stay_mirror').select(['id', 'state']).where('locker_id', '=', uuidOf(locker)).execute()
  const byId = <T>(rows: [string, T][]) => Object.fromEntries(rows)
  expect(byId<CellState>(cells.map((row) => [idOf('cel', row.cell_id), row.state]))).toEqual(bench.state.cells)
  expect(byId<Stay>(stays.map((row) => [idOf('sty', row.id), row.state]))).toEqual(bench.state.stays)
  const head = await world.db.selectFrom('journal').select('ladder').where('locker_id', '=', uuidOf(locker)).executeTakeFirst()
  expect(head?.ladder).toEqual(bench.state.ladder)
}

const plans = [aPlan(1), aPlan(2, { shipment: anId('shp', 1) }), aPlan(3), aPlan(4, { mayShareCell: true })]
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
  const steps: (() => unknown)[] = [
    () => bench.signIn(),
    () => bench.scan(session(), chance.pick([...plans.map(({ label }) => label), 'NOBODY-1', 'NOBODY-2']), 'A'),
    () => bench.unlock(),
    () => bench.closeAll(chance.pick([null, null, true, false])),
    () => bench.wait(seconds(chance.int(1, 400))),
    () => bench.typeCode(chance.pick(['11112222', '3', '4', '777'])),
    () => bench.do({ do: 'open-again', session: session(), cell: chance.pick(cells).id }),
    () => bench.do({ do: 'another-cell', session: session(), stay: stay(), reason: 'dirty' }),
    () => bench.do({ do: 'undo-deposit', session: session(), stay: stay() }),
    () => bench.do({ do: 'report-problem', session: session(), cell: chance.pick(cells).id, problem: 'wrong' }),
    () => bench.moveDoor(chance.pick(['open', 'closed']), chance.pick(cells).id),
    () => chance.chance(0.3) && bench.loseSightOf(chance.pick(cells).id),
    () => bench.look(),
    () => chance.chance(0.2) && bench.restart(),
  ]
  for (let turn = 0; turn < turns; turn++) {
    for (let i = 0; i < 3; i++) bench.unlock()
    chance.pick(steps)()
  }
  return bench
}

/** Everything that follows from a journal, but for ids that are drawn and for what depends on how it was cut. */
async function consequences() {
  const rows = async (statement: ReturnType<typeof sql>) => (await statement.execute(world.db)).rows
  return {
    entries: await rows(sql`select journal_id, seq, at, type, body, hash from entry order by locker_id, journal_id, seq`),
    cells: await rows(sql`select locker_id, cell_id, state from cell_mirror order by 1, 2`),
    stays: await rows(sql`select id, phase, state from stay_mirror order by 1`),
    parcels: await rows(sql`select id, shipment_id, label, status, edge_id, stay_id, cell_id, stored_at, collected_at from parcel order by 1`),
    shipments: await rows(sql`select id, status, due_at, collected_at from shipment order by 1`),
    custody: await rows(sql`select parcel_id, at, kind, cell_id, stay_id, actor, detail, seq from custody_event order by seq, parcel_id, kind`),
    alarms: await rows(sql`select kind, cell_id, detail, at, dedupe_key from alarm order by dedupe_key collate "C"`),
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
  test.each([1, 2, 3, 4, 5, 6])('the mirrors are the fold of the journal, and nothing is set aside (day %i)', async (day) => {
    const chance = prng(`mirror ${day}`)
    await announceAll(world)
    const bench = chaos(chance, 250)
    const wire = wireOf(bench.journal)
    for (let from = 0; from < wire.length; ) {
      const size = chance.int(1, 120)
      await world.push(wire.slice(from, from + size))
      from += size
    }
    await mirrorsEqual(bench)
    expect(await quarantined()).toEqual([])
    expect(wire.length).toBeGreaterThan(100)
  })

  test.each([1, 2, 3])('cut and repeated in any way, the journal has the same consequences (day %i)', async (day) => {
    const chance = prng(`split ${day}`)
    const wire = wireOf(chaos(chance, 200).journal)
    await announceAll(world)
    for (let from = 0; from < wire.length; from += 500) await world.push(wire.slice(from, from + 500))
    const whole = await consequences()
    await using another = await testDatabase()
    world = await linkWorld(another.db)
    await announceAll(world)
    for (let through = 0; through < wire.length; ) {
      const from = chance.int(Math.max(0, through - 40), through)
      const to = Math.min(wire.length, from + chance.int(1, 60))
      await world.push(wire.slice(from, to))
      through = Math.max(through, to)
    }
    expect(await consequences()).toEqual(whole)
  })

  test('two servers on one database take the pushes of many lockers, each entry once', async () => {
    const servers = [world.ingest, startIngest(world.ctx, pgStore(world.ctx))]
    const chance = prng('two servers')
    const machines = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const bench = chaos(chance.split(`machine ${i}`), 120)
        const own = JSON.parse(ownNames(JSON.stringify([bench.journal, bench.state]), i)) as [Entry[], LockerState]
        return { locker: await world.addLocker(10 + i), journal: anId('jrn', 10 + i), wire: wireOf(own[0]), state: own[1] }
      }),
    )
    await Promise.all(
      machines.flatMap(({ locker, journal, wire }) =>
        servers.map(async (server) => {
          for (let from = 0; from < wire.length; from += 30)
            await server.push({ locker, journal, backlog: 0, entries: wire.slice(Math.max(0, from - 20), from + 30) })
        }),
      ),
    )
    expect(await quarantined()).toEqual([])
    for (const { locker, wire, state } of machines) {
      await mirrorsEqual({ state }, locker)
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
