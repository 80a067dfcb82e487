import type { Layout } from '@cubby/domain/cells/layout'
import type { Remodelled } from '@cubby/domain/machine/remodel'
import type { Rental } from '@cubby/domain/machine/rental'
import { AppError } from '@cubby/kit/app-error'
import type { Instant } from '@cubby/kit/clock'
import { type ShipmentId, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { RemodelPreview } from '@cubby/protocol/operations/service/service-shapes'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { rentsOnly } from '../organizations/organization-rows.ts'
import { rentalsOf } from '../rentals/whose-cells.ts'
import { neverFit, tenancyAt } from '../shipments/fit/fit.ts'
import { parcelColumns, parcelOf } from '../store/pg/rows.ts'
import type { ParcelRow } from '../store/slice.ts'
import type { Machine } from './machine-rows.ts'

type Stranded = Pick<RemodelPreview, 'rentals' | 'stranded'>

/** Who would be left with nothing by another layout: tenants of cells that go, and parcels that fit only into those. */
export async function strandedBy(
  trx: Transaction<Db>,
  machine: Machine,
  { leave, layout }: Remodelled,
  now: Instant,
): Promise<Stranded> {
  const none: Stranded = { rentals: [], stranded: { parcels: 0, shipments: [] } }
  if (leave.length === 0) return none
  const rentals = await rentalsOf(trx, uuidOf(machine.id), now)
  const nameOf = new Map(leave.map(({ cell }) => [cell.id, cell.name]))
  const rented = rentals.flatMap(({ rental, organization, cells }) => {
    const gone = cells.flatMap((cell) => nameOf.get(cell) ?? [])
    return gone.length === 0 ? [] : [{ id: rental, organization, cells: gone }]
  })
  const left = rentals.map((each) => ({
    ...each,
    cells: each.cells.filter((cell) => !nameOf.has(cell)),
  }))
  const lost = await parcelsLost(trx, machine, { layout, rentals: left }, { rentals, now })
  const shipments = [...new Set(lost)]
  return {
    rentals: rented,
    stranded: {
      parcels: lost.length,
      shipments: shipments.slice(0, limits.strandedShipmentsTold),
    },
  }
}

/** Refuses to leave them with nothing: tenants in any case, parcels unless somebody says that this is meant. */
export function mustStrandNothing({ rentals, stranded }: Stranded, isMeant: boolean): void {
  if (rentals.length > 0)
    throw new AppError('conflict/state', 'cells that would go are rented out; end that first', {
      extra: { rentals },
    })
  if (stranded.parcels > 0 && !isMeant)
    throw new AppError('conflict/state', 'parcels are announced that would fit into no cell', {
      extra: { stranded },
    })
}

type Announced = ParcelRow & { rents: boolean }

/** The shipments of announced parcels that some cell of today could hold, and none afterwards; one per parcel. */
async function parcelsLost(
  trx: Transaction<Db>,
  machine: Machine,
  after: { layout: Layout; rentals: readonly Rental[] },
  today: { rentals: readonly Rental[]; now: Instant },
): Promise<ShipmentId[]> {
  const parcels = await announcedAt(trx, machine)
  const lost: ShipmentId[] = []
  for (const [organization, own] of Map.groupBy(parcels, (parcel) => parcel.organization)) {
    const { now } = today
    const isRenter = own.some(({ rents }) => rents)
    const known = (rentals: readonly Rental[]) => ({ rentals, rentsOnly: isRenter, now })
    const before = tenancyAt(machine.layout, organization, known(today.rentals))
    const then = tenancyAt(after.layout, organization, known(after.rentals))
    const never = new Set(neverFit(before, own, organization))
    for (const i of neverFit(then, own, organization)) {
      const shipment = own[i]?.shipment
      if (!never.has(i) && shipment) lost.push(shipment)
    }
  }
  return lost
}

async function announcedAt(trx: Transaction<Db>, machine: Machine): Promise<Announced[]> {
  const rows = await trx
    .selectFrom('shipment')
    .innerJoin('parcel', 'parcel.shipment_id', 'shipment.id')
    .innerJoin('organization', 'organization.id', 'parcel.organization_id')
    .select(parcelColumns.map((column) => `parcel.${column}` as const))
    .select('organization.kind')
    .where('shipment.locker_id', '=', uuidOf(machine.id))
    .where('shipment.status', 'in', ['announced', 'partly-stored'])
    .where('parcel.status', '=', 'announced')
    .execute()
  return rows.map((row) => ({ ...parcelOf(row), rents: rentsOnly(row.kind) }))
}
