import type { CellState } from '@cubby/domain/cells/cell-state'
import type { Stay } from '@cubby/domain/cells/stay'
import type { Instant } from '@cubby/kit/clock'
import { idOf, type StayId, uuidOf } from '@cubby/kit/ids'
import type { Transaction } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { CommandStatus } from '../../db/tables/shipment-tables.ts'
import { cellKey, emptySlice, type Slice, type Wanted } from '../slice.ts'
import {
  parcelColumns,
  parcelOf,
  type ParcelRead,
  shipmentColumns,
  shipmentOf,
  type ShipmentRead,
} from './rows.ts'
import { run } from './statements.ts'

/**
 * Loads what a batch may touch, with one statement per table however many lockers it comes from. Shipments are
 * locked in the order of their ids before their parcels are read: whoever cancels or extends one waits, or is
 * waited for.
 */
export async function loadSlice(trx: Transaction<Db>, wanted: Wanted): Promise<Slice> {
  const slice = emptySlice()
  await lockLabels(trx, [...wanted.labels, ...wanted.strangers])
  await loadCells(trx, slice, wanted)
  await loadStays(trx, slice, wanted)
  await loadShipments(trx, slice, wanted)
  await loadParcels(trx, slice, wanted)
  await loadStrangers(trx, slice, wanted)
  await loadRightsAndEndpoints(trx, slice, wanted)
  await loadCommands(trx, slice, wanted)
  await loadOrganizations(trx, slice, wanted)
  return slice
}

/**
 * An announcement and an unannounced deposit of the same label, at the same time, would not see each other: each
 * takes this lock before it looks. In the order of the keys, so that nobody waits in a circle.
 */
async function lockLabels(trx: Transaction<Db>, labels: Wanted['labels']) {
  if (labels.length === 0) return
  const names = labels.map(({ locker, label }) => `${locker} ${label}`)
  await run(
    trx,
    `select pg_advisory_xact_lock(key) from (
       select distinct hashtextextended(name, 0) as key from unnest($1::text[]) as name order by key
     ) keys`,
    [names],
  )
}

async function loadCells(trx: Transaction<Db>, slice: Slice, { cells }: Wanted) {
  if (cells.length === 0) return
  const rows = await run<{ locker_id: string; cell_id: string; state: CellState }>(
    trx,
    `select m.locker_id, m.cell_id, m.state
     from unnest($1::uuid[], $2::uuid[]) as wanted (locker_id, cell_id)
     join cell_mirror m on m.locker_id = wanted.locker_id and m.cell_id = wanted.cell_id`,
    [cells.map(({ locker }) => uuidOf(locker)), cells.map(({ cell }) => uuidOf(cell))],
  )
  for (const row of rows)
    slice.cells.set(cellKey(idOf('lck', row.locker_id), idOf('cel', row.cell_id)), row.state)
}

/** Stays that are named, that hold a cell of the slice or have a door of it open, or are settled there. */
async function loadStays(trx: Transaction<Db>, slice: Slice, wanted: Wanted) {
  const ids = new Set<StayId>(wanted.stays)
  for (const { use, doors } of slice.cells.values()) {
    if (use.kind !== 'free') ids.add(use.stay)
    for (const door of Object.values(doors)) if (door.cause?.stay) ids.add(door.cause.stay)
  }
  await loadStaysById(trx, slice, [...ids].map(uuidOf))
  if (wanted.disputedIn.length === 0) return
  const { disputedIn } = wanted
  const rows = await run<StayRow>(
    trx,
    `select m.locker_id, m.state
     from unnest($1::uuid[], $2::uuid[]) as wanted (locker_id, cell_id)
     join stay_mirror m on m.locker_id = wanted.locker_id and m.cell_id = wanted.cell_id
     where m.phase = 'disputed' and m.phase not in ('collected', 'withdrawn', 'cancelled')`,
    [disputedIn.map(({ locker }) => uuidOf(locker)), disputedIn.map(({ cell }) => uuidOf(cell))],
  )
  keepStays(slice, rows)
}

async function loadStaysById(trx: Transaction<Db>, slice: Slice, ids: readonly string[]) {
  if (ids.length === 0) return
  const text = `select locker_id, state from stay_mirror where id = any($1::uuid[])`
  keepStays(slice, await run(trx, text, [ids]))
}

type StayRow = { locker_id: string; state: Stay }

function keepStays(slice: Slice, rows: StayRow[]) {
  for (const { locker_id: locker, state } of rows)
    slice.stays.set(state.id, { locker: idOf('lck', locker), stay: state })
}

/**
 * The ids come as an array and not from a join: a row that had to be waited for is looked at once more when it is
 * free, and where several ids were joined to it PostgreSQL then leaves it out (the test shows it).
 */
async function loadShipments(trx: Transaction<Db>, slice: Slice, wanted: Wanted) {
  const parcels = parcelsWanted(slice, wanted)
  if (parcels.length + wanted.shipments.length + wanted.labels.length === 0) return
  const rows = await run<ShipmentRead>(
    trx,
    `select ${shipmentColumns.join(', ')}
     from shipment
     where id = any(array(
       select shipment_id from parcel where id = any($1::uuid[])
       union all select shipment_id from parcel where edge_id = any($1::uuid[])
       union all select p.shipment_id
         from unnest($2::uuid[], $3::text[]) as came (locker_id, label)
         join parcel p on p.label = came.label and p.locker_id = came.locker_id and p.status = 'announced'
       union all select unnest($4::uuid[])
     ))
     order by id
     for update`,
    [parcels, ...labelColumns(wanted.labels), wanted.shipments.map(uuidOf)],
  )
  for (const row of rows) {
    const shipment = shipmentOf(row)
    slice.shipments.set(shipment.id, shipment)
  }
}

/** Parcels that entries name, and those in stays that an entry is about. */
function parcelsWanted(slice: Slice, wanted: Wanted): string[] {
  const ids = new Set<string>(wanted.parcels)
  for (const { stay } of slice.stays.values()) for (const item of stay.items) ids.add(item.parcel)
  return [...ids].map(uuidOf)
}

const labelColumns = (labels: Wanted['labels']) => [
  labels.map(({ locker }) => uuidOf(locker)),
  labels.map(({ label }) => label),
]

/** All parcels of the shipments loaded, and those that belong to none. */
async function loadParcels(trx: Transaction<Db>, slice: Slice, wanted: Wanted) {
  const parcels = parcelsWanted(slice, wanted)
  const shipments = [...slice.shipments.keys()].map(uuidOf)
  if (parcels.length + shipments.length + wanted.labels.length === 0) return
  const rows = await run<ParcelRead>(
    trx,
    `select ${PARCEL} from parcel p where p.shipment_id = any($4::uuid[])
     union all
     select ${PARCEL} from parcel p where p.shipment_id is null and p.id = any($1::uuid[])
     union
     select ${PARCEL}
       from unnest($2::uuid[], $3::text[]) as came (locker_id, label)
       join parcel p on p.label = came.label and p.locker_id = came.locker_id and p.shipment_id is null
     order by id`,
    [parcels, ...labelColumns(wanted.labels), shipments],
  )
  keepParcels(slice, rows)
}

const PARCEL = parcelColumns.map((column) => `p.${column}`).join(', ')

function keepParcels(slice: Slice, rows: readonly ParcelRead[]) {
  for (const row of rows) {
    const parcel = parcelOf(row)
    slice.parcels.set(parcel.id, parcel)
  }
}

/** Most announcements come first: then this is one statement that finds nothing. */
async function loadStrangers(trx: Transaction<Db>, slice: Slice, { strangers }: Wanted) {
  if (strangers.length === 0) return
  const rows = await run<ParcelRead>(
    trx,
    `select ${PARCEL}
     from unnest($1::uuid[], $2::text[]) as came (locker_id, label)
     join parcel p on p.label = came.label and p.locker_id = came.locker_id and p.shipment_id is null
     order by id`,
    labelColumns(strangers),
  )
  keepParcels(slice, rows)
  await loadStaysById(
    trx,
    slice,
    rows.flatMap((row) => row.stay_id ?? []),
  )
}

/** A right, or with `events` an endpoint that listens. */
type FollowingRead = {
  id: string
  belongs_to: string
  code_verifier: string
  valid_from: Instant
  valid_until: Instant
  events: string[] | null
}

/** What follows from the shipments: their rights, and who listens for news of their organizations. One way for both. */
async function loadRightsAndEndpoints(trx: Transaction<Db>, slice: Slice, { listeners }: Wanted) {
  const organizations = new Set(listeners)
  for (const { organization } of slice.shipments.values()) organizations.add(organization)
  if (organizations.size === 0) return
  const rows = await run<FollowingRead>(
    trx,
    `select id, shipment_id as belongs_to, code_verifier, valid_from, valid_until, null as events
     from pickup_right where shipment_id = any($1::uuid[]) and revoked_at is null
     union all
     select id, organization_id, null, null, null, events
     from webhook_endpoint where organization_id = any($2::uuid[]) and disabled_at is null
     order by id`,
    [[...slice.shipments.keys()].map(uuidOf), [...organizations].map(uuidOf)],
  )
  for (const row of rows) {
    if (row.events) {
      slice.endpoints.push({ id: row.id, organization_id: row.belongs_to, events: row.events })
      continue
    }
    const id = idOf('grn', row.id)
    slice.rights.set(id, {
      id,
      shipment: idOf('shp', row.belongs_to),
      codeVerifier: row.code_verifier,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
    })
  }
}

type CommandRead = {
  id: string
  locker_id: string
  status: CommandStatus
  outcome: string | null
  answered_at: Instant | null
}

async function loadCommands(trx: Transaction<Db>, slice: Slice, { commands }: Wanted) {
  if (commands.length === 0) return
  const rows = await run<CommandRead>(
    trx,
    `select id, locker_id, status, outcome, answered_at from command
     where id = any($1::uuid[]) order by id for update`,
    [commands.map(uuidOf)],
  )
  for (const row of rows) {
    const id = idOf('cmd', row.id)
    const { status, outcome, answered_at: answeredAt } = row
    slice.commands.set(id, { id, locker: idOf('lck', row.locker_id), status, outcome, answeredAt })
  }
}

/** Only a parcel without a row needs to know whose it is, and one that is being matched; most batches have none. */
async function loadOrganizations(trx: Transaction<Db>, slice: Slice, wanted: Wanted) {
  const asked = organizationsAsked(slice, wanted)
  const shops = wanted.strangers.length + wanted.labels.length === 0 ? [] : shopsIn(slice)
  if (asked.length + shops.length === 0) return
  const text = `select id, carriers from organization where id = any($1::uuid[])`
  const ids = [...new Set([...asked, ...shops])].map(uuidOf)
  const rows = await run<{ id: string; carriers: string[] }>(trx, text, [ids])
  for (const { id, carriers } of rows) {
    const organization = idOf('org', id)
    if (asked.includes(organization)) slice.organizations.add(organization)
    if (shops.includes(organization))
      slice.carriers.set(organization, new Set(carriers.map((carrier) => idOf('org', carrier))))
  }
}

/** Whose shipments here name no carrier. */
const shopsIn = ({ shipments }: Slice) =>
  [...shipments.values()].flatMap(({ carrier, organization }) =>
    carrier === null ? [organization] : [],
  )

function organizationsAsked({ parcels }: Slice, wanted: Wanted) {
  const known = new Set<string>(parcels.keys())
  for (const { edgeId } of parcels.values()) if (edgeId) known.add(edgeId)
  return wanted.parcels.every((id) => known.has(id)) ? [] : wanted.organizations
}
