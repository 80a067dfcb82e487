import { must } from '@cubby/kit/assert'
import { uuidOf } from '@cubby/kit/ids'
import { unblockCell } from '@cubby/protocol/operations/commands/unblock-cell'
import { listDisputes } from '@cubby/protocol/operations/disputes/list-disputes'
import { readDispute } from '@cubby/protocol/operations/disputes/read-dispute'
import { resolveDispute } from '@cubby/protocol/operations/disputes/resolve-dispute'
import { readLockerEvents } from '@cubby/protocol/operations/lockers/read-events'
import { readOverview } from '@cubby/protocol/operations/overview/read-overview'
import { acknowledgeAlarm } from '@cubby/protocol/operations/upkeep/acknowledge-alarm'
import { listAlarms } from '@cubby/protocol/operations/upkeep/list-alarms'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { apiOver, type SignedIn } from '@cubby/testing/api/test-api'
import { aGrant, anId, aPlan } from '@cubby/testing/kernel/builders'
import { aLocker, type KernelBench } from '@cubby/testing/kernel/kernel-bench'
import { collect, sendNews } from '@cubby/testing/link/link-views'
import { type LinkWorld, linkWorld } from '@cubby/testing/link/link-world'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let database: TestDatabase
let world: LinkWorld
let api: Awaited<ReturnType<typeof apiOver>>
let bench: KernelBench
let support: SignedIn
const told: string[] = []

/** A parcel was put in and taken out, and the recipient says that it was the wrong one. */
beforeAll(async () => {
  database = await testDatabase()
  world = await linkWorld(database.db)
  api = await apiOver(world.ctx, world.clock)
  world.ctx.pokes.listen(new Set(['o:disputes', 'o:alarms', `o:locker:${world.locker}`]), (news) =>
    told.push(...news),
  )
  const plans = [aPlan(1)] as const
  const right = aGrant(plans)
  await world.announce(plans, right)
  bench = aLocker({ plans: [...plans], grants: [right] })
  bench.deposit(bench.signIn(), plans[0])
  const outcome = collect(bench)
  const session = outcome.ok && outcome.did === 'opening' ? outcome.session : anId('ses', 1)
  const { cell } = bench.stayOf(plans[0].label)
  bench.do({ do: 'report-problem', session, cell, problem: 'wrong' })
  await sendNews(world, bench)
  support = asPage(await signedIn(api, { role: 'support' }))
})
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const theDispute = async () =>
  must((await api.call(support, listDisputes)).items[0], 'there is a dispute')

describe('a dispute raised at a locker', () => {
  test('is told to screens at once', () => {
    expect(told).toEqual(
      expect.arrayContaining(['o:disputes', 'o:alarms', `o:locker:${world.locker}`]),
    )
  })

  test('is on the list, with who said what about which cell', async () => {
    expect(await theDispute()).toMatchObject({
      state: 'open',
      problem: 'wrong',
      locker: world.locker,
      lockerName: 'Locker 1',
      cell: bench.stayOf('LABEL-1').cell,
      shipment: anId('shp', 1),
      grant: anId('grn', 1),
      courier: null,
    })
    const query = { state: 'resolved' as const }
    expect((await api.call(support, listDisputes, { query })).items).toEqual([])
  })

  test('comes with what the journal says of the cell, from the deposit on', async () => {
    const { id, cell, session } = await theDispute()
    const { evidence } = await api.call(support, readDispute, { params: { dispute: id } })
    const kinds = evidence.map(({ kind }) => kind)
    for (const kind of ['stay.allocated', 'door.opened', 'stay.deposited', 'stay.collected'])
      expect(kinds).toContain(kind)
    expect(kinds).toContain('session.started')
    expect(kinds.indexOf('stay.deposited')).toBeLessThan(kinds.indexOf('stay.disputed'))
    for (const entry of evidence)
      expect(entry.cell === cell || entry.session === session).toBe(true)
    const opened = evidence.findLast(({ kind }) => kind === 'door.requested')
    expect(opened).toMatchObject({ grant: anId('grn', 1), detail: { purpose: 'collect' } })
  })

  test('is resolved once, by a person who gives the reason; the cell is freed by a command of his', async () => {
    const { id, cell } = await theDispute()
    const params = { dispute: id }
    const body = { resolution: 'handed-over' as const, note: 'He had looked into the wrong bag.' }
    const done = await api.call(support, resolveDispute, { params, body })
    expect(done).toMatchObject({ ...body, state: 'resolved', resolvedBy: { name: 'Kim Field' } })
    const again = await api.ask(support, resolveDispute, { params, body })
    expect(again.body).toMatchObject({ status: 409, code: 'conflict/state' })
    await world.db
      .updateTable('locker')
      .set({ layout: layoutWith(cell) })
      .where('id', '=', uuidOf(world.locker))
      .execute()
    const asked = { params: { locker: world.locker, cell }, body: { reason: 'looked into it' } }
    const command = await api.call(support, unblockCell, asked)
    expect(command.askedBy).toMatch(/^stf_/)
    expect((await theDispute()).cellName).toBe('A1')
  })
})

const layoutWith = (cell: string) =>
  JSON.stringify({
    modules: [
      {
        name: 'A',
        cells: [
          {
            id: cell,
            name: 'A1',
            type: 'M',
            sides: ['front'],
            size: { height: 200, width: 400, depth: 500 },
          },
        ],
      },
    ],
  })

describe('an alarm', () => {
  test('is open until somebody sees to it; who was first stands in it', async () => {
    const kind = 'stay.disputed'
    const open = { query: { state: 'open' as const, kind } }
    const alarm = must((await api.call(support, listAlarms, open)).items[0], 'there is an alarm')
    const params = { alarm: alarm.id }
    const seen = await api.call(support, acknowledgeAlarm, { params })
    expect(seen).toMatchObject({ acknowledgedBy: { name: 'Kim Field' } })
    expect((await api.call(support, listAlarms, open)).items).toEqual([])
    expect(await api.call(api.operator, acknowledgeAlarm, { params })).toEqual(seen)
    const done = { query: { state: 'acknowledged' as const } }
    expect((await api.call(support, listAlarms, done)).items).toEqual([seen])
  })
})

describe("a locker's events", () => {
  const params = () => ({ locker: world.locker })

  test('are read latest first, page by page, without gaps', async () => {
    const whole = await api.call(support, readLockerEvents, {
      params: params(),
      query: { limit: 200 },
    })
    expect(whole.next).toBeNull()
    const seqs = whole.items.map(({ seq }) => seq)
    expect(seqs).toEqual(bench.journal.map(({ seq }) => seq).toReversed())
    const paged: number[] = []
    for (let before: string | null | undefined; before !== null;) {
      const query = { limit: 3, ...(before === undefined ? {} : { before }) }
      const page = await api.call(support, readLockerEvents, { params: params(), query })
      paged.push(...page.items.map(({ seq }) => seq))
      before = page.next
    }
    expect(paged).toEqual(seqs)
  })

  test('are found by cell and by kind, and hold no verifier', async () => {
    const cell = bench.stayOf('LABEL-1').cell
    const doors = await api.call(support, readLockerEvents, {
      params: params(),
      query: { cell, kind: 'door' },
    })
    expect(doors.items.length).toBeGreaterThan(3)
    for (const event of doors.items) {
      expect(event.kind).toMatch(/^door\./)
      expect(event.cell).toBe(cell)
    }
    const opened = await api.call(support, readLockerEvents, {
      params: params(),
      query: { kind: 'door.opened' },
    })
    expect(new Set(opened.items.map(({ kind }) => kind))).toEqual(new Set(['door.opened']))
    expect(JSON.stringify(doors)).not.toMatch(/verifier/i)
  })

  test('of a locker that does not exist are not found', async () => {
    const answer = await api.ask(support, readLockerEvents, {
      params: { locker: anId('lck', 99) },
    })
    expect(answer.status).toBe(404)
  })
})

test('the overview counts what happened', async () => {
  const seen = await api.call(support, readOverview)
  expect(seen).toMatchObject({
    lockers: { never: 1, online: 0 },
    cells: { total: 1 },
    parcels: { stored: 1, collected: 1, overdue: 0 },
    alarms: [],
    disputes: { open: 0 },
  })
  const since = '2020-01-01T00:00:00Z'
  expect(await api.ask(support, readOverview, { query: { since } })).toMatchObject({ status: 422 })
})
