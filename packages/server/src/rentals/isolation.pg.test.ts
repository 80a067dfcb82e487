import { cellsOf } from '@cubby/domain/cells/layout'
import { must } from '@cubby/kit/assert'
import { days, isoTime, later } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { type Scope, scopes } from '@cubby/protocol/operation'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { readCommand } from '@cubby/protocol/operations/commands/read-command'
import { allOperations } from '@cubby/protocol/operations/all'
import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { readLocation } from '@cubby/protocol/operations/locations/read-location'
import { createLocker } from '@cubby/protocol/operations/lockers/create-locker'
import { exportLockers } from '@cubby/protocol/operations/lockers/export-lockers'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import { readLockerEvents } from '@cubby/protocol/operations/lockers/read-events'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { createRental } from '@cubby/protocol/operations/rentals/create-rental'
import { endRental } from '@cubby/protocol/operations/rentals/end-rental'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { checkShipment } from '@cubby/protocol/operations/shipments/check-shipment'
import { mirrorStay } from '@cubby/testing/api/mirror-stay'
import { sampleOf } from '@cubby/testing/api/sample'
import { anAddress, type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { smallLocker } from '@cubby/testing/network/street-locker'
import { beforeAll, describe, expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'

/**
 * Two tenants, two machines. Both rent at the first, the laundry alone at the second: of the flower shop's cells the laundry must learn
 * nothing, and of the second machine the flower shop must not even learn that it is there.
 */
let api: TestApi
let network: SmallNetwork
let shared: SmallNetwork['locker']
let other: SmallNetwork['locker']
type Tenant = {
  id: `org_${string}`
  key: string
  courier: `cur_${string}`
  cells: `cel_${string}`[]
}
let laundry: Tenant
let flowers: Tenant
let inside: { laundry: string; flowers: string; shop: string }
let free: `cel_${string}`

beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  shared = network.locker
  const location = await api.call(api.operator, createLocation, {
    body: {
      name: 'Backyard',
      address: anAddress,
      latitude: 52.5,
      longitude: 13.4,
      timeZone: 'Europe/Berlin',
    },
  })
  other = await api.call(api.operator, createLocker, {
    body: { location: location.id, name: 'Yard', layout: smallLocker() },
  })
  const cells = cellsOf(shared.layout).map(({ id }) => id)
  laundry = await aTenant('Laundry', '90001', cells.slice(0, 2))
  flowers = await aTenant('Flowers', '90002', cells.slice(2, 4))
  free = must(cells[8], 'a cell')
  await rent(laundry, shared, laundry.cells)
  await rent(flowers, shared, flowers.cells)
  await rent(laundry, other, [must(cellsOf(other.layout)[0], 'a cell').id])
  const at = { locker: shared.id, from: api.clock.now(), until: null }
  const put = async (
    organization: `org_${string}`,
    cell: string | undefined,
    courier?: `cur_${string}`,
  ) =>
    (
      await mirrorStay(api, {
        ...at,
        organization,
        cell: must(cell, 'a cell') as never,
        ...(courier ? { courier } : {}),
      })
    ).id
  inside = {
    laundry: await put(laundry.id, laundry.cells[0], laundry.courier),
    flowers: await put(flowers.id, flowers.cells[0], flowers.courier),
    shop: await put(network.shop.id, cells[5]),
  }
  await aJournal()
  return () => api[Symbol.asyncDispose]()
})

async function aTenant(name: string, badge: string, cells: Tenant['cells']): Promise<Tenant> {
  const { id } = await api.call(api.operator, createOrganization, {
    body: { name, kind: 'tenant' },
  })
  const courier = await api.call(api.operator, createCourier, {
    body: { organization: id, name, badge },
  })
  const granted: Scope[] = [...scopes]
  return {
    id,
    courier: courier.id,
    cells,
    key: await api.key({ organization: uuidOf(id), scopes: granted }),
  }
}

const rent = ({ id }: Tenant, { id: locker }: { id: `lck_${string}` }, cells: Tenant['cells']) =>
  api.call(api.operator, createRental, {
    body: {
      organization: id,
      locker,
      cells,
      until: isoTime(later(api.clock.now(), days(30))),
      price: { amount: 1, currency: 'EUR', per: 'month' },
    },
  })

/** What the shared machine would have told of these stays. */
async function aJournal() {
  const journal = uuidOf(api.ctx.ids.mint('jrn'))
  const locker_id = uuidOf(shared.id)
  const created_at = timestamp(api.clock.now())
  await api.ctx.db
    .insertInto('journal')
    .values({
      locker_id,
      journal_id: journal,
      last_hash: '',
      ladder: '{}',
      created_at,
      received_through: 99,
      applied_through: 99,
    })
    .execute()
  const session = api.ctx.ids.mint('ses')
  const of = (tenant: Tenant, stay: string) => [
    {
      type: 'session.started',
      session,
      side: 'front',
      actor: { kind: 'courier', courier: tenant.courier },
    },
    {
      type: 'stay.allocated',
      stay,
      cell: tenant.cells[0],
      session,
      organization: tenant.id,
      courier: tenant.courier,
      label: 'SECRET-LABEL',
    },
    { type: 'door.opened', cell: tenant.cells[0], side: 'front', request: api.ctx.ids.mint('req') },
    { type: 'cell.blocked', cell: tenant.cells[1], reason: 'dirty', command: null },
  ]
  const bodies = [
    { type: 'device.started', boot: api.ctx.ids.mint('bot'), version: '1' },
    ...of(laundry, inside.laundry),
    ...of(flowers, inside.flowers),
    {
      type: 'feed.rejected',
      stream: `org:${flowers.id}`,
      key: `courier:${flowers.courier}`,
      why: 'odd',
    },
    { type: 'session.ended', session, reason: 'finished' },
    { type: 'door.forced', cell: free, side: 'front' },
  ]
  const common = {
    locker_id,
    journal_id: journal,
    at: api.clock.now(),
    boot: 'b',
    mono: 1,
    synced: true,
    hash: '',
  }
  await api.ctx.db
    .insertInto('entry')
    .values(
      bodies.map((body, i) => ({
        ...common,
        seq: i + 1,
        type: body.type,
        body: JSON.stringify(body),
        received_at: created_at,
      })),
    )
    .execute()
}

const params = () => ({ locker: shared.id })
/** All that names the other tenant, or anything of it. */
const traces = (tenant: Tenant, stay: string) => [tenant.id, tenant.courier, stay]

describe('a tenant that reads a shared machine', () => {
  test('finds its own cells and everybody’s, and not its neighbour’s', async () => {
    const { cells } = await api.call(laundry.key, readCells, { params: params() })
    const ids = cells.map(({ cell }) => cell)
    expect(ids).toEqual(expect.arrayContaining([...laundry.cells, free]))
    for (const cell of flowers.cells) expect(ids).not.toContain(cell)
    expect(cells.find(({ cell }) => cell === laundry.cells[0])?.use).toBe('occupied')
    const all = await api.call(api.operator, readCells, { params: params() })
    expect(all.cells).toHaveLength(9)
  })

  test('is told the whole layout, so that the wall can be drawn, and no other tenant', async () => {
    const { layout } = await api.call(laundry.key, readLocker, { params: params() })
    expect(cellsOf(layout)).toHaveLength(9)
    expect(cellsOf(layout).filter(({ tenant }) => tenant !== null)).toEqual([])
  })

  test('reads of its own stays, its couriers and the machine, and of nothing else', async () => {
    const read = async (key: string, query = {}) =>
      (await api.call(key, readLockerEvents, { params: params(), query })).items.map(
        ({ kind, cell }) => [kind, cell],
      )
    expect(await read(laundry.key)).toEqual([
      ['door.forced', free],
      ['cell.blocked', laundry.cells[1]],
      ['door.opened', laundry.cells[0]],
      ['stay.allocated', laundry.cells[0]],
      ['session.started', null],
      ['device.started', null],
    ])
    expect(await read(laundry.key, { cell: flowers.cells[0] })).toEqual([])
    expect(await read(api.operator)).toHaveLength(12)
  })

  test('opens its own cells and what holds its own, and for others there is no such cell', async () => {
    const open = (cell: string | undefined) =>
      api.ask(laundry.key, openCell, {
        params: { locker: shared.id, cell: must(cell, 'a cell') as never },
        body: { reason: 'cleaning' },
      })
    for (const cell of [...flowers.cells, free, cellsOf(shared.layout)[5]?.id])
      expect((await open(cell)).status, `cell ${cell}`).toBe(404)
    const asked = await open(laundry.cells[0])
    expect(asked.status).toBe(202)
    const command = { params: { command: asked.body.id } }
    expect((await api.ask(laundry.key, readCommand, command)).status).toBe(200)
    expect((await api.ask(flowers.key, readCommand, command)).status).toBe(404)
  })
})

describe('a machine at which a tenant rents nothing', () => {
  test('is not there for it', async () => {
    const { items } = await api.call(flowers.key, listLockers)
    expect(items.map(({ id }) => id)).toEqual([shared.id])
    expect((await api.call(laundry.key, listLockers)).items).toHaveLength(2)
    expect((await api.ask(flowers.key, exportLockers)).text).not.toContain('Yard')
    expect((await api.call(flowers.key, listLocations)).items.map(({ name }) => name)).toEqual([
      'Central station',
    ])
    const there = { params: { locker: other.id } }
    for (const operation of [readLocker, readCells, readLockerEvents])
      expect((await api.ask(flowers.key, operation, there)).status, `${operation.id}`).toBe(404)
    const { location } = other
    expect((await api.ask(flowers.key, readLocation, { params: { location } })).status).toBe(404)
    const parcels = [{ label: 'ROSES', grams: 100 }]
    const body = { locker: other.id, recipient: { email: 'ann@example.org' }, parcels }
    for (const [operation, over] of [
      [announceShipment, body],
      [checkShipment, { locker: other.id, parcels: [{ grams: 100 }] }],
    ] as const)
      expect((await api.ask(flowers.key, operation, { body: over as never })).body).toMatchObject({
        errors: [{ pointer: '/locker', code: 'not-found' }],
      })
  })
})

test('what a tenant announces is brought by its own couriers, unless it names a carrier', async () => {
  const announce = (label: string, over: object) =>
    api.call(laundry.key, announceShipment, {
      body: {
        locker: shared.id,
        recipient: { email: 'ann@example.org' },
        parcels: [{ label, grams: 100, size: { height: 50, width: 50, depth: 50 } }],
        ...over,
      },
    })
  const shipment = await announce('SHIRTS', {})
  const plan = async (id: string) =>
    (
      await api.ctx.db
        .selectFrom('feed_item')
        .select('body')
        .where('key', 'like', 'parcel:%')
        .where('body', '@>', JSON.stringify({ shipment: id }) as never)
        .executeTakeFirstOrThrow()
    ).body
  expect(await plan(shipment.id)).toMatchObject({ organization: laundry.id, carrier: laundry.id })
})

test('nothing that one tenant may call tells a word of the other', async () => {
  const known: Record<string, string> = {
    locker: shared.id,
    cell: must(flowers.cells[0], 'a cell'),
    courier: flowers.courier,
    organization: flowers.id,
    location: shared.location,
  }
  for (const operation of allOperations) {
    if (
      operation.method !== 'GET' ||
      operation.scope === null ||
      operation.streams === 'text/event-stream'
    )
      continue
    const { params: sampled, query } = sampleOf(operation) as {
      params: object
      query: Record<string, unknown>
    }
    const named = Object.fromEntries(
      Object.entries(sampled as Record<string, string>).map(([name, value]) => [
        name,
        known[name] ?? value,
      ]),
    )
    const { text, body } = await api.ask(laundry.key, operation, { params: named, query })
    const told = text || JSON.stringify(body)
    for (const trace of [...traces(flowers, inside.flowers), 'Flowers', inside.shop])
      expect(told, `${operation.id} tells ${trace}`).not.toContain(trace)
  }
})

test('a cell is foreign still while a former tenant’s things are inside', async () => {
  const garden = await aTenant('Garden', '90003', [cellsOf(shared.layout)[6]?.id ?? free])
  const rental = await rent(garden, shared, garden.cells)
  await mirrorStay(api, {
    locker: shared.id,
    cell: must(garden.cells[0], 'a cell'),
    organization: garden.id,
    from: api.clock.now(),
    until: null,
  })
  await api.call(api.operator, endRental, {
    params: { rental: rental.id },
    body: { reason: 'over' },
  })
  const ids = async (key: string) =>
    (await api.call(key, readCells, { params: params() })).cells.map(({ cell }) => cell)
  expect(await ids(laundry.key)).not.toContain(garden.cells[0])
  expect(await ids(garden.key)).toContain(garden.cells[0])
  await api.ctx.db
    .updateTable('stay_mirror')
    .set({ phase: 'withdrawn' })
    .where('cell_id', '=', uuidOf(garden.cells[0] ?? ''))
    .execute()
  expect(await ids(laundry.key)).toContain(garden.cells[0])
  expect((await api.ask(garden.key, readCells, { params: params() })).status).toBe(404)
})
