import { defaultRules } from '@cubby/domain/processes/process'
import type { Instant } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { feedKey } from '@cubby/protocol/link/messages'
import type { Db } from '@cubby/server/db/tables'
import { timestamp } from '@cubby/server/db/tables/column'
import type { FeedChange } from '@cubby/server/feed/feed-types'
import { writeFeed } from '@cubby/server/feed/write-feed'
import type { Transaction } from 'kysely'
import type { MadeShipment } from '../load/made-shipment.ts'
import { inChunks } from './chunks.ts'
import type { BenchNetwork, Ground } from './network.ts'

/**
 * Leaves what as many calls of "announce a shipment" would leave: rows, signed rights, and items in the feeds of the
 * lockers. Written in bulk, because announcing is not what is measured.
 */
export async function announce(
  ground: Ground,
  network: BenchNetwork,
  shipments: readonly MadeShipment[],
): Promise<void> {
  await inChunks(shipments, 500, (chunk) =>
    ground.db.transaction().execute(async (trx) => {
      await insertShipments(trx, network, chunk)
      await insertParcels(trx, chunk)
      await insertRights(trx, ground, chunk)
      await writeFeed(
        trx,
        chunk.flatMap((each) => itemsOf(ground, each)),
        ground.now,
      )
    }),
  )
}

function itemsOf({ keys }: Ground, { locker, plans, claims }: MadeShipment): FeedChange[] {
  const stream = `locker:${locker}`
  return [
    ...plans.map((plan) => ({ stream, key: feedKey('parcel', plan.parcel), body: plan })),
    { stream, key: feedKey('grant', claims.grant), body: keys.signGrant(locker, claims) },
  ]
}

async function insertShipments(
  trx: Transaction<Db>,
  { shop, carrier }: BenchNetwork,
  shipments: readonly MadeShipment[],
) {
  const rules = JSON.stringify(defaultRules)
  await trx
    .insertInto('shipment')
    .values(
      shipments.map(({ id, locker, announcedAt }) => ({
        id: uuidOf(id),
        organization_id: uuidOf(shop),
        carrier_id: uuidOf(carrier),
        locker_id: uuidOf(locker),
        reference: null,
        rules,
        status: 'announced' as const,
        recipient_email: `${id}@example.org`,
        recipient_phone: null,
        recipient_locale: 'en',
        created_at: timestamp(announcedAt),
      })),
    )
    .execute()
}

async function insertParcels(trx: Transaction<Db>, shipments: readonly MadeShipment[]) {
  const rows = shipments.flatMap(({ locker, announcedAt, plans }) =>
    plans.map((plan) => ({
      id: uuidOf(plan.parcel),
      shipment_id: uuidOf(plan.shipment),
      label: plan.label,
      organization_id: uuidOf(plan.organization),
      locker_id: uuidOf(locker),
      height_mm: plan.size?.height ?? null,
      width_mm: plan.size?.width ?? null,
      depth_mm: plan.size?.depth ?? null,
      grams: plan.grams,
      zone: plan.zone,
      low_cell: plan.lowCell,
      status: 'announced' as const,
      edge_id: null,
      stay_id: null,
      cell_id: null,
      created_at: timestamp(announcedAt),
    })),
  )
  await trx.insertInto('parcel').values(rows).execute()
}

async function insertRights(
  trx: Transaction<Db>,
  { keys }: Ground,
  shipments: readonly MadeShipment[],
) {
  await trx
    .insertInto('pickup_right')
    .values(
      shipments.map(({ id, locker, code, claims, announcedAt }) => ({
        id: uuidOf(claims.grant),
        shipment_id: uuidOf(id),
        locker_id: uuidOf(locker),
        code_sealed: keys.sealCode(claims.grant, code),
        code_verifier: claims.codeVerifier,
        valid_from: timestamp(claims.validFrom as Instant),
        valid_until: timestamp(claims.validUntil as Instant),
        created_at: timestamp(announcedAt),
      })),
    )
    .execute()
}
