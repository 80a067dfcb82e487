import { isId, type LockerId, type OrganizationId, uuidOf } from '@cubby/kit/ids'
import { cellKey, emptySlice, type Slice, type Wanted } from '@cubby/server/store/slice'
import type { Tables } from './tables.ts'

/** What a decision may touch: the comment on `Wanted` says what comes along with what. */
export function loadFrom(tables: Tables, wanted: Wanted): Slice {
  const slice = emptySlice()
  for (const { locker, cell } of wanted.cells) {
    const state = tables.cells.get(cellKey(locker, cell))
    if (state) slice.cells.set(cellKey(locker, cell), state)
  }
  loadStays(tables, slice, wanted)
  const parcels = parcelsWanted(slice, wanted)
  loadShipments(tables, slice, wanted, parcels)
  loadParcels(tables, slice, wanted, parcels)
  loadStrangers(tables, slice, wanted)
  loadRights(tables, slice, wanted)
  for (const id of [...wanted.commands].sort()) {
    const asked = tables.commands.get(id)
    if (!asked) continue
    const { locker, status, outcome, answeredAt } = asked
    slice.commands.set(id, { id, locker, status, outcome, answeredAt })
  }
  loadOrganizations(tables, slice, wanted)
  return slice
}

function loadStays(tables: Tables, slice: Slice, wanted: Wanted) {
  const ids = new Set<string>(wanted.stays)
  for (const { use, doors } of slice.cells.values()) {
    if (use.kind !== 'free') ids.add(use.stay)
    for (const door of Object.values(doors)) if (door.cause?.stay) ids.add(door.cause.stay)
  }
  for (const id of ids) {
    const row = tables.stays.get(id)
    if (row) slice.stays.set(id, row)
  }
  if (wanted.disputedIn.length === 0) return
  const places = new Set(wanted.disputedIn.map(({ locker, cell }) => cellKey(locker, cell)))
  for (const row of tables.stays.values())
    if (row.stay.phase === 'disputed' && places.has(cellKey(row.locker, row.stay.cell)))
      slice.stays.set(row.stay.id, row)
}

/** Parcels that came under labels which are just being announced, and their stays; nothing comes with these. */
function loadStrangers(tables: Tables, slice: Slice, { strangers }: Wanted) {
  if (strangers.length === 0) return
  const places = placesOf(strangers)
  const rows = [...tables.parcels.values()].filter(
    (row) => row.shipment === null && places.has(placeOf(row)),
  )
  for (const row of rows.sort(byId)) {
    slice.parcels.set(row.id, row)
    const stay = row.stay && tables.stays.get(row.stay)
    if (stay) slice.stays.set(stay.stay.id, stay)
  }
}

const placeOf = ({ locker, label }: { locker: LockerId; label: string }) => `${locker} ${label}`
const placesOf = (labels: Wanted['labels']) => new Set(labels.map(placeOf))

function parcelsWanted(slice: Slice, wanted: Wanted): Set<string> {
  const ids = new Set<string>(wanted.parcels)
  for (const { stay } of slice.stays.values()) for (const item of stay.items) ids.add(item.parcel)
  return ids
}

function loadShipments(tables: Tables, slice: Slice, wanted: Wanted, parcels: Set<string>) {
  const ids = new Set<string>(wanted.shipments)
  const labels = placesOf(wanted.labels)
  for (const row of tables.parcels.values()) {
    if (row.shipment === null) continue
    const isNamed = parcels.has(row.id) || (row.edgeId !== null && parcels.has(row.edgeId))
    if (isNamed || (row.status === 'announced' && labels.has(placeOf(row)))) ids.add(row.shipment)
  }
  for (const id of [...ids].sort()) {
    const row = tables.shipments.get(id)
    if (row) slice.shipments.set(id, row)
  }
}

function loadParcels(tables: Tables, slice: Slice, wanted: Wanted, parcels: Set<string>) {
  const labels = placesOf(wanted.labels)
  const rows = [...tables.parcels.values()].filter((row) =>
    row.shipment === null
      ? parcels.has(row.id) || labels.has(placeOf(row))
      : slice.shipments.has(row.shipment),
  )
  for (const row of rows.sort(byId)) slice.parcels.set(row.id, row)
}

function loadRights(tables: Tables, slice: Slice, wanted: Wanted) {
  if (slice.shipments.size > 0) {
    const rights = [...tables.rights.values()].filter(
      (row) => row.revokedAt === null && slice.shipments.has(row.shipment),
    )
    for (const { id, shipment, codeVerifier, validFrom, validUntil } of rights.sort(byId))
      slice.rights.set(id, { id, shipment, codeVerifier, validFrom, validUntil })
  }
  const organizations = new Set<string>(wanted.listeners.map(uuidOf))
  for (const { organization } of slice.shipments.values()) organizations.add(uuidOf(organization))
  slice.endpoints = [...tables.endpoints.values()]
    .filter((row) => row.disabledAt === null && organizations.has(row.organization_id))
    .sort(byId)
    .map(({ disabledAt: _disabledAt, ...endpoint }) => endpoint)
}

/** Only a parcel without a row needs to know whose it is, and one that is being matched. */
function loadOrganizations(tables: Tables, slice: Slice, wanted: Wanted) {
  if (wanted.strangers.length + wanted.labels.length > 0)
    for (const { carrier, organization } of slice.shipments.values())
      if (carrier === null) noteCarriers(tables, slice, organization)
  const known = new Set<string>(slice.parcels.keys())
  for (const { edgeId } of slice.parcels.values()) if (edgeId) known.add(edgeId)
  if (wanted.parcels.every((id) => known.has(id))) return
  for (const id of wanted.organizations) {
    if (isId('org', id) && tables.organizations.has(id)) slice.organizations.add(id)
  }
}

function noteCarriers(tables: Tables, slice: Slice, id: OrganizationId) {
  const shop = tables.organizations.get(id)
  if (shop) slice.carriers.set(id, new Set(shop.carriers))
}

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
