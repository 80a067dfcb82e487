import { cellsOf, type Layout } from '@cubby/domain/cells/layout'
import { isoTime } from '@cubby/kit/clock'
import { idOf, type IdPrefix, uuidOf } from '@cubby/kit/ids'
import type { Pool, PoolClient } from 'pg'
import type { Bench } from '../bench.ts'
import { fillShipments } from '../growth/fill.ts'
import { withoutIndexes } from '../growth/without-indexes.ts'
import { addLockers } from '../setup/lockers.ts'
import { addModels } from './add-models.ts'
import * as machines from './fill/machines.ts'
import * as people from './fill/people.ts'
import * as places from './fill/places.ts'
import type { Rows } from './fill/rows.ts'
import * as told from './fill/told.ts'

export type OfficeSize = { customers: number; lockers: number; activity: number }

const PER_STATEMENT = 100_000
/** What has millions of rows or many indexes: these are built once, at the end. */
const HEAVY = ['message', 'webhook_attempt', 'activity', 'customer'] as const

/**
 * A network at the size at which pages are judged: customers, as many shipments with all that was told of them, lockers with their
 * cells, segments, rentals and settings, and a past of the activity.
 */
export async function fillOffice(bench: Bench, size: OfficeSize): Promise<void> {
  const { place, ground, network } = bench
  const { pool } = place.database
  await emptyOffice(pool)
  // What is older than it is kept would be erased under way.
  await pool.query('update retention set days = 3650')
  // Whose drawing all of them get.
  const [first] = await addLockers(ground, network, { count: 1, columns: 5 })
  await addModels(bench)
  const fill = filler(bench)
  await withoutIndexes(pool, HEAVY, async (client) => {
    await fill(client, people.organizations(share(size.customers, 1_000, 60)))
    await numbered(client, 'bench_firm', 'org', 'organization')
    await numbered(client, 'bench_tenant', 'org', "organization where kind = 'tenant'")
    await fill(client, places.lockers(size.lockers))
    await numbered(client, 'bench_locker', 'lck', 'locker')
    await cellTable(client, first?.layout)
    await fillNetwork(client, fill, size)
    await fillMachines(client, fill, size)
    await fill(client, people.customers(size.customers))
    await fill(client, told.activity(size.activity))
    bench.say(`filling in ${size.customers.toLocaleString('en-US')} shipments`)
    await fillShipments(pool, {
      shipments: size.customers,
      shops: await idsOf(
        client,
        'select id from bench_firm where nth < 60 order by nth % 5 <> 4, nth',
      ),
      carrier: uuidOf(network.carrier),
      lockers: await idsOf(client, 'select id from bench_locker'),
      now: ground.now,
      say: bench.say,
      signal: bench.signal,
    })
    await numbered(client, 'bench_shipment', 'shp', 'shipment')
    await fill(client, told.webhooks(share(size.customers, 2_500, 40)))
    await numbered(client, 'bench_webhook', 'whk', 'webhook_endpoint')
    await fill(client, told.messages(size.customers))
    await fill(client, told.attempts(size.customers))
    await fill(client, told.alarms(share(size.customers, 5, 200)))
  })
  bench.say('tidying up')
  await pool.query('vacuum (analyze)')
}

type Fill = (client: PoolClient, rows: Rows) => Promise<void>

const filler =
  ({ ground, say, signal }: Bench): Fill =>
  async (client, { what, count, statement }) => {
    say(`filling in ${count.toLocaleString('en-US')} ${what}`)
    for (let from = 0; from < count; from += PER_STATEMENT) {
      signal.throwIfAborted()
      const to = Math.min(count, from + PER_STATEMENT) - 1
      await client.query(statement, [from, to, count, isoTime(ground.now)])
    }
  }

/** One in so many, and at least so many. */
const share = (of: number, oneIn: number, atLeast: number) =>
  Math.max(atLeast, Math.floor(of / oneIn))

async function fillNetwork(client: PoolClient, fill: Fill, { lockers, customers }: OfficeSize) {
  await fill(client, people.couriers(share(customers, 50, 100)))
  await fill(client, people.staff(share(customers, 500, 60)))
  await numbered(client, 'bench_staff', 'stf', 'staff where not is_emergency')
  await fill(client, people.sessions(share(customers, 100, 120)))
  await fill(client, people.keys(share(customers, 1_000, 60)))
  await fill(client, places.models(50))
  const segments = share(lockers, 25, 10)
  await fill(client, places.segments(segments))
  await numbered(client, 'bench_segment', 'seg', 'segment')
  await fill(client, places.members(lockers))
  await fill(client, places.rentals(lockers * 4))
  await fill(client, places.tariffs(share(customers, 1_000, 60)))
  await numbered(client, 'bench_tariff', 'trf', 'tariff')
  await fill(client, places.offers(share(customers, 1_000, 60)))
  await fill(client, machines.configurationOfLockers(lockers))
  await fill(client, machines.configurationOfSegments(segments))
}

async function fillMachines(client: PoolClient, fill: Fill, { lockers, customers }: OfficeSize) {
  const telling = Math.min(lockers, 100)
  await fill(client, machines.entries(customers, telling))
  await fill(client, machines.journals(telling, Math.floor(customers / telling)))
  const { rows } = await client.query<{ cells: number }>(
    'select count(*)::int as cells from bench_cell',
  )
  await fill(client, machines.cells(lockers * (rows[0]?.cells ?? 0)))
  await fill(client, machines.stays(customers))
}

/** A table of this session that counts the rows of another from 0, in the order of their ids, with the id as the API writes it. */
async function numbered(client: PoolClient, table: string, prefix: IdPrefix, from: string) {
  const organization = from.startsWith('tariff') ? 'organization_id' : 'null::uuid'
  const { rows } = await client.query<{ id: string; nth: number; organization_id: string | null }>(
    `select id, row_number() over (order by id)::int - 1 as nth, ${organization} as organization_id from ${from}`,
  )
  await keep(
    client,
    table,
    rows.map((row) => ({ ...row, typed: idOf(prefix, row.id) })),
  )
}

const cellTable = (client: PoolClient, layout: Layout = { modules: [] }) =>
  keep(
    client,
    'bench_cell',
    cellsOf(layout).map(({ id }, nth) => ({
      id: uuidOf(id),
      nth,
      organization_id: null,
      typed: id,
    })),
  )

async function keep(client: PoolClient, table: string, rows: readonly object[]) {
  await client.query(
    `create temp table ${table} (nth int primary key, id uuid, organization_id uuid, typed text)`,
  )
  const AT_ONCE = 50_000
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await client.query(
      `insert into ${table} (nth, id, organization_id, typed) select nth, id, organization_id, typed
       from jsonb_to_recordset($1::jsonb) as r (nth int, id uuid, organization_id uuid, typed text)`,
      [JSON.stringify(rows.slice(from, from + AT_ONCE))],
    )
  await client.query(`analyze ${table}`)
}

async function idsOf(client: PoolClient, statement: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(statement)
  return rows.map(({ id }) => id)
}

/** Forgets everything that `fillOffice` made but the names of places and firms, and whatever lockers there were. */
export const emptyOffice = (pool: Pool) =>
  pool.query(`truncate customer, activity, locker, message, webhook_endpoint, entry, journal, cell_mirror, stay_mirror, alarm,
    segment, courier, offer, tariff, staff, model cascade`)
