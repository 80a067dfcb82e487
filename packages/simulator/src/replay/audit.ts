import { cellIn, staysIn } from '@cubby/domain/kernel/state'
import { parcelsInside } from '@cubby/domain/cells/stay'
import { canonicalJson } from '@cubby/kit/canonical-json'
import { type CellId, idOf, uuidOf } from '@cubby/kit/ids'
import type { Ledger } from './ledger.ts'
import type { StreetLocker } from './street.ts'
import type { World } from './world.ts'

export type Audit = {
  entriesJournalled: number
  entriesApplied: number
  notificationsSent: number
  duplicateNotifications: number
  doubleBookings: number
  unexplainedDoors: number
  /** Each a sentence; their number is what counts. */
  mismatches: string[]
}

/** Lets the lockers hand everything over, then compares hands, machines and server with each other. */
export async function audit(world: World, ledger: Ledger): Promise<Audit> {
  const { clock, lockers, phones, server } = world
  const idle = await clock.runUntil(Promise.all(lockers.map(({ edge }) => edge.sync.idle())))
  const mismatches = [...ledger.problems]
  idle.forEach((isIdle, i) => {
    if (!isIdle) mismatches.push(`${lockers[i]?.name} could not hand everything over`)
  })
  await server.context.jobs.idle()
  const found: Audit = {
    entriesJournalled: 0,
    entriesApplied: 0,
    doubleBookings: 0,
    unexplainedDoors: 0,
    mismatches,
    notificationsSent: phones.received,
    duplicateNotifications: phones.duplicates + (await toldTwice(world)),
  }
  for (const locker of lockers) {
    found.entriesJournalled += locker.edge.journal.lastSeq
    found.entriesApplied += await appliedThrough(world, locker)
    found.doubleBookings += locker.truth.doubleBookings
    found.unexplainedDoors += unexplainedDoors(locker)
    mismatches.push(
      ...steelAgainstMachine(locker, ledger),
      ...(await machineAgainstServer(world, locker)),
    )
  }
  mismatches.push(...(await handsAgainstServer(world, ledger)))
  return found
}

/** Shipments of which "ready" was said more than once on one channel, whatever the words. */
async function toldTwice({ server }: World): Promise<number> {
  const rows = await server.context.db
    .selectFrom('message')
    .select(({ fn }) => ['shipment_id', fn.countAll<number>().as('times')])
    .where('kind', '=', 'shipment.ready')
    .groupBy(['shipment_id', 'channel'])
    .execute()
  return rows.reduce((sum, { times }) => sum + times - 1, 0)
}

async function appliedThrough({ server }: World, { locker }: StreetLocker): Promise<number> {
  const rows = await server.context.db
    .selectFrom('journal')
    .select('applied_through')
    .where('locker_id', '=', uuidOf(locker))
    .execute()
  return rows.reduce((sum, row) => sum + row.applied_through, 0)
}

/** Every time steel moved, the journal says so and why; nobody in this world carries a crowbar. */
function unexplainedDoors({ edge, truth }: StreetLocker): number {
  const counts = { requested: 0, opened: 0, forced: 0 }
  for (let seq = 0; ;) {
    const entries = edge.journal.after(seq, 5_000)
    if (entries.length === 0) break
    for (const { body } of entries) {
      if (body.type === 'door.requested') counts.requested++
      if (body.type === 'door.opened') counts.opened++
      if (body.type === 'door.forced') counts.forced++
    }
    seq = entries.at(-1)?.seq ?? seq
  }
  const pulsesUnasked = Math.max(0, truth.pulses - counts.requested)
  return counts.forced + pulsesUnasked + Math.abs(truth.opened - counts.opened)
}

function steelAgainstMachine({ name, edge, contents }: StreetLocker, ledger: Ledger): string[] {
  const believed = new Map<CellId, string[]>()
  for (const stay of staysIn(edge.state())) {
    const inside = parcelsInside(stay)
    if (inside.length === 0 || !['stored', 'disputed'].includes(stay.phase)) continue
    believed.set(
      stay.cell,
      stay.items.filter((item) => item.inside).map((item) => item.label),
    )
  }
  const wrong: string[] = []
  for (const cell of new Set([...believed.keys(), ...contents.keys()])) {
    const steel = [...(contents.get(cell) ?? [])].sort().join(',')
    const machine = (believed.get(cell) ?? []).sort().join(',')
    if (steel !== machine)
      wrong.push(`${name}, ${cell}: holds "${steel}", the machine believes "${machine}"`)
  }
  for (const { label, cell } of ledger.insideOf(name))
    if (!contents.get(cell)?.has(label))
      wrong.push(`${name}: ${label} is not in ${cell} where it was put`)
  return wrong
}

/** Invariant 6: what the server says of a locker is the fold of its entries, and nothing else. */
async function machineAgainstServer(
  { server }: World,
  { name, locker, edge }: StreetLocker,
): Promise<string[]> {
  const { db } = server.context
  const state = edge.state()
  const wrong: string[] = []
  const cells = await db
    .selectFrom('cell_mirror')
    .select(['cell_id', 'state'])
    .where('locker_id', '=', uuidOf(locker))
    .execute()
  for (const row of cells) {
    const cell = idOf('cel', row.cell_id)
    if (canonicalJson(row.state) !== canonicalJson(cellIn(state, cell)))
      wrong.push(`${name}: the server sees ${cell} otherwise`)
  }
  const stays = await db
    .selectFrom('stay_mirror')
    .select(['id', 'state'])
    .where('locker_id', '=', uuidOf(locker))
    .execute()
  const known = new Map(staysIn(state).map((stay) => [stay.id as string, stay]))
  for (const row of stays) {
    const own = known.get(idOf('sty', row.id))
    // The machine forgets stays that ended long ago; the server does not.
    if (own && canonicalJson(row.state) !== canonicalJson(own))
      wrong.push(`${name}: the server sees ${own.id} otherwise`)
  }
  const open = await db
    .selectFrom('quarantine')
    .select('seq')
    .where('locker_id', '=', uuidOf(locker))
    .execute()
  wrong.push(...open.map(({ seq }) => `${name}: entry ${seq} is in quarantine`))
  return wrong
}

const statusWhen = {
  van: ['announced'],
  depot: ['announced'],
  cell: ['stored', 'disputed'],
  recipient: ['collected'],
  'taken back': ['withdrawn'],
} as const

async function handsAgainstServer({ server }: World, ledger: Ledger): Promise<string[]> {
  const rows = await server.context.db
    .selectFrom('parcel')
    .select(['label', 'status', 'shipment_id'])
    .execute()
  const byLabel = Map.groupBy(rows, (row) => row.label)
  const wrong: string[] = []
  for (const [label, place] of ledger.places) {
    const [row, ...more] = byLabel.get(label) ?? []
    const expected: readonly string[] = statusWhen[place.at]
    if (!row || more.length > 0)
      wrong.push(`${label}: ${more.length + (row ? 1 : 0)} parcels on the server`)
    else if (!expected.includes(row.status))
      wrong.push(`${label}: in reality ${place.at}, on the server ${row.status}`)
  }
  return wrong
}
