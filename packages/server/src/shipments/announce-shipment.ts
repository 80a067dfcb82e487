import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { idOf, type IdSource, uuidOf } from '@cubby/kit/ids'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import type { NewParcel } from '@cubby/protocol/operations/shipments/shipment-shapes'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { ServerContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { keyIdOf } from '../http/auth.ts'
import { type Caller, organizationFor } from '../http/caller.ts'
import { type Call, route } from '../http/route.ts'
import { uuidOrNull, wrongField, wrongFields } from '../http/told.ts'
import { matchUnannounced } from '../link/apply/match-unannounced.ts'
import { queueMessages } from '../notifications/pg/queue-messages.ts'
import { writeCustody } from './custody.ts'
import { neverFit } from './fit.ts'
import { grantChange, planChanges } from './locker-view.ts'
import { drawPickupRight } from './pickup-right.ts'
import {
  parcelColumns,
  type ParcelRow,
  shipmentColumns,
  shipmentSeen,
  toldShipment,
} from './shipment-rows.ts'
import { shipmentWebhooks } from './tell-machines.ts'

type Body = z.infer<typeof announceShipment.body>

export const announceShipmentRoute = route(announceShipment, async (call, ctx) => {
  const { body, caller, trx, now, feed } = call
  const organization = await shopOf(trx, caller, body)
  await checkParcels(trx, body, organization.id)
  const shipment = await insertShipment(call, ctx, organization)
  const parcels = await insertParcels(trx, ctx.ids, call, organization.id, shipment.id)
  const right = await drawPickupRight(
    trx,
    ctx,
    { id: shipment.id, locker_id: shipment.locker_id, digits: organization.rules.codeDigits },
    now,
  )
  await writeCustody(trx, ctx.ids, now, {
    kind: 'announced',
    parcels,
    actor: { kind: 'key', id: keyIdOf(caller) },
  })
  feed.push(...planChanges(shipment, parcels))
  feed.push(grantChange(ctx.keys, shipment, parcels, right))
  const told = { row: shipment, parcels }
  const once = { at: now, occurrence: '' }
  const drafts = await shipmentWebhooks(trx, 'shipment.announced', told, once)
  const queued = await queueMessages(trx, ctx, drafts)
  const inside = await matchUnannounced(trx, ctx, shipment)
  feed.push(...inside.changes)
  if (queued.length > 0 || inside.wakesJobs) call.wakesJobs = true
  if (!inside.matched) return toldShipment(shipment, parcels)
  const joined = await shipmentSeen(trx, caller, idOf('shp', shipment.id))
  return toldShipment(joined.row, joined.parcels)
})

/** The announcing organization, which may use the carrier it names. */
async function shopOf(trx: Transaction<Db>, caller: Caller, body: Body) {
  const id = organizationFor(caller, body.organization)
  const shop = await trx
    .selectFrom('organization')
    .select(['id', 'carriers', 'rules'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!shop) throw wrongField('/organization', 'not-found', 'there is no such organization')
  const carrier = uuidOrNull(body.carrier)
  if (carrier !== null && carrier !== id && !shop.carriers.includes(carrier))
    throw wrongField('/carrier', 'not-allowed', 'does not carry for this organization')
  return shop
}

async function checkParcels(trx: Transaction<Db>, body: Body, organization: string) {
  const locker = await trx
    .selectFrom('locker')
    .select('layout')
    .where('id', '=', uuidOf(body.locker))
    .executeTakeFirst()
  if (!locker) throw wrongField('/locker', 'not-found', 'there is no such locker')
  const labels = new Map<string, number>()
  const twice = body.parcels.flatMap(({ label }, i) => {
    if (labels.has(label))
      return [{ pointer: `/parcels/${i}/label`, code: 'duplicate', detail: 'stands here twice' }]
    labels.set(label, i)
    return []
  })
  if (twice.length > 0) throw wrongFields(twice)
  const tooBig = neverFit(locker.layout, body.parcels, idOf('org', organization))
  if (tooBig.length > 0)
    throw wrongFields(
      tooBig.map((i) => ({
        pointer: `/parcels/${i}`,
        code: 'too-big',
        detail: 'no cell of this locker could ever hold it',
      })),
    )
}

async function insertShipment(
  { body, trx, now }: Call<typeof announceShipment>,
  ctx: Pick<ServerContext, 'ids'>,
  shop: { id: string; rules: object },
) {
  const row = await trx
    .insertInto('shipment')
    .values({
      id: uuidOf(ctx.ids.mint('shp')),
      organization_id: shop.id,
      carrier_id: uuidOrNull(body.carrier),
      locker_id: uuidOf(body.locker),
      reference: body.reference,
      recipient_email: body.recipient.email,
      recipient_phone: body.recipient.phone,
      recipient_locale: body.recipient.locale,
      status: 'announced',
      rules: JSON.stringify(shop.rules),
      created_at: timestamp(now),
    })
    .onConflict((oc) => oc.doNothing())
    .returning(shipmentColumns)
    .executeTakeFirst()
  if (!row)
    throw new AppError(
      'conflict/duplicate',
      'a shipment with this reference was announced already',
      {
        fields: [{ pointer: '/reference', code: 'duplicate', detail: 'is in use' }],
      },
    )
  return row
}

async function insertParcels(
  trx: Transaction<Db>,
  ids: IdSource,
  { body, now }: Call<typeof announceShipment>,
  organization: string,
  shipment: string,
): Promise<ParcelRow[]> {
  // Lists are ordered by id: sorted ids keep the parcels in the order in which they were announced.
  const sorted = body.parcels.map(() => uuidOf(ids.mint('prc'))).sort()
  const values = body.parcels.map((parcel: NewParcel, i) => ({
    id: must(sorted[i], 'one id per parcel'),
    shipment_id: shipment,
    organization_id: organization,
    locker_id: uuidOf(body.locker),
    label: parcel.label,
    height_mm: parcel.size?.height ?? null,
    width_mm: parcel.size?.width ?? null,
    depth_mm: parcel.size?.depth ?? null,
    grams: parcel.grams,
    zone: parcel.zone,
    low_cell: parcel.lowCell,
    status: 'announced' as const,
    created_at: timestamp(now),
  }))
  const rows = await trx.insertInto('parcel').values(values).returning(parcelColumns).execute()
  return rows.sort((one, other) => (one.id < other.id ? -1 : 1))
}
