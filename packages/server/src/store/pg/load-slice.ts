import type { CellState } from '@cubby/domain/cells/cell-state'
import type { Zone } from '@cubby/domain/cells/layout'
import type { Stay } from '@cubby/domain/cells/stay'
import type { StorageRules } from '@cubby/domain/processes/process'
import type { ParcelStatus, ShipmentStatus } from '@cubby/domain/shipments/status'
import type { Instant } from '@cubby/kit/clock'
import { type IdPrefix, idOf, type StayId, uuidOf } from '@cubby/kit/ids'
import type { Transaction } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { CommandStatus } from '../../db/tables/shipment-tables.ts'
import type { ListeningEndpoint } from '../../notifications/message-draft.ts'
import { cellKey, emptySlice, type Slice, type Wanted } from '../slice.ts'
import { run } from './statements.ts'

/**
 * Loads what a batch may touch, with one statement per table however many lockers it comes from. Shipments are
 * locked in the order of their ids before their parcels are read: whoever cancels or extends one waits, or is
 * waited for.
 */
export async function loadSlice(trx: Transaction<Db>, wanted: Wanted): Promise<Slice> {
  const slice = emptySlice()
  if (wanted.labels.length > 0) await lockLabels(trx, wanted.labels)
  await loadCells(trx, slice, wanted)
  await loadStays(trx, slice, wanted)
  await loadShipments(trx, slice, wanted)
  await loadParcels(trx, slice, wanted)
  await loadRightsAndEndpoints(trx, slice)
  await loadCommands(trx, slice, wanted)
  await loadOrganizations(trx, slice, wanted)
  return slice
}

/**
 * An announcement and an unannounced deposit of the same label, at the same time, would not see each other: each
 * takes this lock before it looks. In the order of the keys, so that nobody waits in a circle.
 */
export async function lockLabels(trx: Transaction<Db>, labels: Wanted['labels']) {
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
  if (ids.size > 0) {
    const text = `select locker_id, state from stay_mirror where id = any($1::uuid[])`
    keepStays(slice, await run(trx, text, [[...ids].map(uuidOf)]))
  }
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

type StayRow = { locker_id: string; state: Stay }

function keepStays(slice: Slice, rows: StayRow[]) {
  for (const { locker_id: locker, state } of rows)
    slice.stays.set(state.id, { locker: idOf('lck', locker), stay: state })
}

type ShipmentRead = {
  id: string
  organization_id: string
  carrier_id: string | null
  locker_id: string
  reference: string | null
  recipient_email: string | null
  recipient_phone: string | null
  recipient_locale: string
  status: ShipmentStatus
  rules: StorageRules
  ready_at: Instant | null
  due_at: Instant | null
  extensions: number
  cancelled_at: Instant | null
  overdue_at: Instant | null
  collected_at: Instant | null
  next_timer_at: Instant | null
}

async function loadShipments(trx: Transaction<Db>, slice: Slice, wanted: Wanted) {
  const parcels = parcelsWanted(slice, wanted)
  if (parcels.length + wanted.shipments.length + wanted.labels.length === 0) return
  const rows = await run<ShipmentRead>(
    trx,
    `select id, organization_id, carrier_id, locker_id, reference, recipient_email, recipient_phone,
       recipient_locale, status, rules, ready_at, due_at, extensions, cancelled_at, overdue_at,
       collected_at, next_timer_at
     from shipment
     where id in (
       select shipment_id from parcel where id = any($1::uuid[])
       union all select shipment_id from parcel where edge_id = any($1::uuid[])
       union all select p.shipment_id
         from unnest($2::uuid[], $3::text[]) as came (locker_id, label)
         join parcel p on p.label = came.label and p.locker_id = came.locker_id and p.status = 'announced'
       union all select unnest($4::uuid[])
     )
     order by id
     for update`,
    [parcels, ...labelColumns(wanted), wanted.shipments.map(uuidOf)],
  )
  for (const row of rows) {
    const id = idOf('shp', row.id)
    slice.shipments.set(id, {
      id,
      organization: idOf('org', row.organization_id),
      carrier: maybeId('org', row.carrier_id),
      locker: idOf('lck', row.locker_id),
      reference: row.reference,
      email: row.recipient_email,
      phone: row.recipient_phone,
      locale: row.recipient_locale,
      status: row.status,
      rules: row.rules,
      readyAt: row.ready_at,
      dueAt: row.due_at,
      extensions: row.extensions,
      cancelledAt: row.cancelled_at,
      overdueAt: row.overdue_at,
      collectedAt: row.collected_at,
      nextTimerAt: row.next_timer_at,
    })
  }
}

/** Parcels that entries name, and those in stays that an entry is about. */
function parcelsWanted(slice: Slice, wanted: Wanted): string[] {
  const ids = new Set<string>(wanted.parcels)
  for (const { stay } of slice.stays.values()) for (const item of stay.items) ids.add(item.parcel)
  return [...ids].map(uuidOf)
}

const labelColumns = ({ labels }: Wanted) => [
  labels.map(({ locker }) => uuidOf(locker)),
  labels.map(({ label }) => label),
]

type ParcelRead = {
  id: string
  shipment_id: string | null
  organization_id: string
  locker_id: string
  label: string
  height_mm: number | null
  width_mm: number | null
  depth_mm: number | null
  grams: number
  zone: Zone
  low_cell: boolean
  status: ParcelStatus
  edge_id: string | null
  stay_id: string | null
  cell_id: string | null
  stored_at: Instant | null
  collected_at: Instant | null
}

/** All parcels of the shipments loaded, and those that belong to none. */
async function loadParcels(trx: Transaction<Db>, slice: Slice, wanted: Wanted) {
  const parcels = parcelsWanted(slice, wanted)
  const shipments = [...slice.shipments.keys()].map(uuidOf)
  if (parcels.length + shipments.length + wanted.labels.length === 0) return
  const columns = `p.id, p.shipment_id, p.organization_id, p.locker_id, p.label, p.height_mm, p.width_mm,
    p.depth_mm, p.grams, p.zone, p.low_cell, p.status, p.edge_id, p.stay_id, p.cell_id, p.stored_at, p.collected_at`
  const rows = await run<ParcelRead>(
    trx,
    `select ${columns} from parcel p where p.shipment_id = any($4::uuid[])
     union all
     select ${columns} from parcel p where p.shipment_id is null and p.id = any($1::uuid[])
     union
     select ${columns}
       from unnest($2::uuid[], $3::text[]) as came (locker_id, label)
       join parcel p on p.label = came.label and p.locker_id = came.locker_id and p.shipment_id is null
     order by id`,
    [parcels, ...labelColumns(wanted), shipments],
  )
  for (const row of rows) {
    const { height_mm: height, width_mm: width, depth_mm: depth } = row
    const id = idOf('prc', row.id)
    slice.parcels.set(id, {
      id,
      shipment: maybeId('shp', row.shipment_id),
      organization: idOf('org', row.organization_id),
      locker: idOf('lck', row.locker_id),
      label: row.label,
      size:
        height !== null && width !== null && depth !== null
          ? {
              height,
              width,
              depth,
            }
          : null,
      grams: row.grams,
      zone: row.zone,
      lowCell: row.low_cell,
      status: row.status,
      edgeId: maybeId('prc', row.edge_id),
      stay: maybeId('sty', row.stay_id),
      cell: maybeId('cel', row.cell_id),
      storedAt: row.stored_at,
      collectedAt: row.collected_at,
    })
  }
}

type RightRead = {
  id: string
  shipment_id: string
  code_verifier: string
  valid_from: Instant
  valid_until: Instant
}

async function loadRightsAndEndpoints(trx: Transaction<Db>, slice: Slice) {
  if (slice.shipments.size === 0) return
  const rights = await run<RightRead>(
    trx,
    `select id, shipment_id, code_verifier, valid_from, valid_until from pickup_right
     where shipment_id = any($1::uuid[]) and revoked_at is null order by id`,
    [[...slice.shipments.keys()].map(uuidOf)],
  )
  for (const row of rights) {
    const id = idOf('grn', row.id)
    slice.rights.set(id, {
      id,
      shipment: idOf('shp', row.shipment_id),
      codeVerifier: row.code_verifier,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
    })
  }
  const organizations = new Set(
    [...slice.shipments.values()].map((shipment) => shipment.organization),
  )
  slice.endpoints = await run<ListeningEndpoint>(
    trx,
    `select id, organization_id, events from webhook_endpoint
     where organization_id = any($1::uuid[]) and disabled_at is null order by id`,
    [[...organizations].map(uuidOf)],
  )
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

/** Only a parcel without a row needs to know whose it is; most batches have none. */
async function loadOrganizations(trx: Transaction<Db>, slice: Slice, wanted: Wanted) {
  const { organizations } = wanted
  const known = new Set<string>(slice.parcels.keys())
  for (const { edgeId } of slice.parcels.values()) if (edgeId) known.add(edgeId)
  if (organizations.length === 0 || wanted.parcels.every((id) => known.has(id))) return
  const text = `select id from organization where id = any($1::uuid[])`
  const rows = await run<{ id: string }>(trx, text, [organizations.map(uuidOf)])
  for (const { id } of rows) slice.organizations.add(idOf('org', id))
}

const maybeId = <P extends IdPrefix>(prefix: P, uuid: string | null) =>
  uuid === null ? null : idOf(prefix, uuid)
