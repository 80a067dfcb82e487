import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import type { Instant } from '@cubby/kit/clock'
import type { LockerId, OrganizationId } from '@cubby/kit/ids'
import type { AppContext } from '../context.ts'
import type { Actor } from '../db/tables/shipment-tables.ts'
import { wrongField, wrongFields } from '../http/told.ts'
import { mustTakeParcels } from '../service/must-take-parcels.ts'
import { applyEnv, differenceOf, Draft } from '../store/draft.ts'
import type { OrganizationRow } from '../store/office.ts'
import { justAnnounced, nothingWanted, type ParcelRow, type ShipmentRow } from '../store/slice.ts'
import type { StoreTransaction } from '../store/store.ts'
import { keep, type Work } from '../store/work.ts'
import { isAble } from '@cubby/domain/organizations/capabilities'
import { rentsOnly } from '../organizations/organization-rows.ts'
import { type Fitting, neverFit, tenancyAt } from './fit/fit.ts'
import { drawPickupRight, type DrawsCodes } from './pickup-right.ts'
import { announceParcels } from './rules/announce-parcels.ts'

export type Announcement = {
  organization: OrganizationId
  carrier: OrganizationId | null
  locker: LockerId
  reference: string | null
  recipient: { email: string | null; phone: string | null; locale: string }
  parcels: readonly (Fitting & { label: string })[]
  actor: Actor
}

/** Takes a shipment that a shop announces. Answers it as it is now: its parcels may be inside already. */
export async function announce(
  work: Work,
  ctx: Pick<AppContext, 'ids'> & DrawsCodes,
  asked: Announcement,
): Promise<{ shipment: ShipmentRow; parcels: ParcelRow[] }> {
  const { tx, now } = work
  const shop = await shopOf(tx, asked)
  await checkParcels(tx, asked, shop, now)
  const shipment = newShipment(ctx, withCarrier(asked, shop), shop, now)
  if (!(await tx.addShipment(shipment)))
    throw new AppError(
      'conflict/duplicate',
      'a shipment with this reference was announced already',
      { fields: [{ pointer: '/reference', code: 'duplicate', detail: 'is in use' }] },
    )
  const right = await drawPickupRight(tx, ctx, shipment, now)
  const slice = await tx.load({
    ...nothingWanted(),
    strangers: asked.parcels.map(({ label }) => ({ locker: asked.locker, label })),
    listeners: [asked.organization],
  })
  slice.shipments.set(shipment.id, shipment)
  slice.carriers.set(shop.id, new Set(shop.carriers))
  slice.rights.set(right.id, right)
  const draft = new Draft(slice, applyEnv(ctx, now))
  announceParcels(draft, shipment.id, newParcels(ctx, asked, shipment), asked.actor)
  await keep(work, differenceOf(draft))
  return {
    shipment: must(draft.shipments.get(shipment.id), 'it was just announced'),
    parcels: draft.parcelsOf(shipment.id),
  }
}

/** The announcing organization, which may use the carrier it names. */
async function shopOf(
  tx: StoreTransaction,
  { organization, carrier }: Announcement,
): Promise<OrganizationRow> {
  const shop = await tx.organization(organization)
  if (!shop) throw wrongField('/organization', 'not-found', 'there is no such organization')
  if (carrier !== null && carrier !== organization && !shop.carriers.includes(carrier))
    throw wrongField('/carrier', 'not-allowed', 'does not carry for this organization')
  if (carrier === organization && !isAble(shop.kind, 'employ'))
    throw wrongField('/carrier', 'not-allowed', 'has no couriers of its own')
  return shop
}

/** Who has couriers for its own parcels only lets nobody else carry them, unless it says so: a tenant, a laundry. */
const withCarrier = (asked: Announcement, { kind }: OrganizationRow): Announcement =>
  asked.carrier === null && isAble(kind, 'employ') && !isAble(kind, 'carry')
    ? { ...asked, carrier: asked.organization }
    : asked

async function checkParcels(
  tx: StoreTransaction,
  { locker, parcels, organization }: Announcement,
  { kind }: OrganizationRow,
  now: Instant,
) {
  const machine = await tx.machineOf(locker)
  const rentals = machine ? await tx.rentalsOf(locker, now) : []
  const isThere = !rentsOnly(kind) || rentals.some((each) => each.organization === organization)
  if (!machine || !isThere) throw wrongField('/locker', 'not-found', 'there is no such locker')
  mustTakeParcels(machine.service)
  const labels = new Set<string>()
  const twice = parcels.flatMap(({ label }, i) => {
    if (labels.has(label))
      return [{ pointer: `/parcels/${i}/label`, code: 'duplicate', detail: 'stands here twice' }]
    labels.add(label)
    return []
  })
  if (twice.length > 0) throw wrongFields(twice)
  const tenancy = tenancyAt(machine.layout, organization, {
    rentals,
    rentsOnly: rentsOnly(kind),
    now,
  })
  const tooBig = neverFit(tenancy, parcels, organization)
  if (tooBig.length > 0)
    throw wrongFields(
      tooBig.map((i) => ({
        pointer: `/parcels/${i}`,
        code: 'too-big',
        detail: 'no cell of this locker could ever hold it',
      })),
    )
}

const newShipment = (
  ctx: Pick<AppContext, 'ids'>,
  { organization, carrier, locker, reference, recipient }: Announcement,
  { rules }: OrganizationRow,
  now: Instant,
): ShipmentRow => ({
  id: ctx.ids.mint('shp'),
  organization,
  carrier,
  locker,
  reference,
  ...recipient,
  rules,
  ...justAnnounced,
  createdAt: now,
})

function newParcels(
  ctx: Pick<AppContext, 'ids'>,
  { parcels }: Announcement,
  shipment: ShipmentRow,
): ParcelRow[] {
  // Lists are ordered by id: sorted ids keep the parcels in the order in which they were announced.
  const sorted = parcels.map(() => ctx.ids.mint('prc')).sort()
  return parcels.map(({ label, size, grams, zone, lowCell }, i) => ({
    id: must(sorted[i], 'one id per parcel'),
    shipment: shipment.id,
    organization: shipment.organization,
    locker: shipment.locker,
    label,
    size,
    grams,
    zone,
    lowCell,
    status: 'announced',
    edgeId: null,
    stay: null,
    cell: null,
    storedAt: null,
    collectedAt: null,
    createdAt: shipment.createdAt,
  }))
}
