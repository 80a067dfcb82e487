import type { Kysely, Transaction } from 'kysely'
import { defaultRules, storageTime } from '@cubby/domain/processes/process'
import { type Courier, unlimited } from '@cubby/domain/rights/directory'
import { days, type Instant, later } from '@cubby/kit/clock'
import { type IdSource, type LocationId, type OrganizationId, uuidOf } from '@cubby/kit/ids'
import { badgeVerifier } from '@cubby/keys/digest'
import { feedKey } from '@cubby/protocol/link/messages'
import type { Db } from '@cubby/server/db/tables'
import { timestamp } from '@cubby/server/db/tables/column'
import { writeFeed } from '@cubby/server/feed/write-feed'
import type { ServerKeys } from '@cubby/server/keys/server-keys'

export type Ground = { db: Kysely<Db>; ids: IdSource; keys: ServerKeys; now: Instant }

export type BenchNetwork = {
  shop: OrganizationId
  carrier: OrganizationId
  location: LocationId
  courier: Courier
  badge: string
}

/** One shop, one delivery operator with one courier, one place: what lockers and shipments hang on. */
export async function foundNetwork(ground: Ground): Promise<BenchNetwork> {
  const { db, ids, keys, now } = ground
  const shop = ids.mint('org')
  const carrier = ids.mint('org')
  const location = ids.mint('loc')
  const badge = 'B-2026-0001'
  const courier: Courier = {
    courier: ids.mint('cur'),
    organization: carrier,
    badgeVerifier: badgeVerifier(keys.directoryKey, badge),
    pinVerifier: null,
    validFrom: later(now, days(-1)),
    validUntil: later(now, days(30)),
    ...unlimited,
  }
  await db.transaction().execute(async (trx) => {
    const created_at = timestamp(now)
    const rules = JSON.stringify(defaultRules)
    await trx
      .insertInto('organization')
      .values([
        {
          id: uuidOf(shop),
          name: 'Shop',
          kind: 'shop',
          carriers: [uuidOf(carrier)],
          rules,
          created_at,
        },
        { id: uuidOf(carrier), name: 'Carrier', kind: 'delivery-operator', rules, created_at },
      ])
      .execute()
    await trx
      .insertInto('location')
      .values({
        id: uuidOf(location),
        name: 'Square',
        address: JSON.stringify({
          line1: '1 Square',
          line2: null,
          postCode: '00001',
          city: 'Town',
          country: 'PL',
        }),
        latitude: 52,
        longitude: 21,
        time_zone: 'Europe/Warsaw',
        created_at,
      })
      .execute()
    await trx
      .insertInto('courier')
      .values({
        id: uuidOf(courier.courier),
        organization_id: uuidOf(carrier),
        name: 'Courier',
        badge_verifier: courier.badgeVerifier,
        pin_verifier: null,
        created_at,
        valid_from: timestamp(courier.validFrom as Instant),
        valid_until: timestamp(courier.validUntil as Instant),
      })
      .execute()
    await tellLockers(trx, courier, now)
  })
  return { shop, carrier, location, courier, badge }
}

/** What the lockers of the network hear of the delivery operator. */
async function tellLockers(trx: Transaction<Db>, courier: Courier, now: Instant) {
  const { organization } = courier
  const stream = `org:${organization}`
  const rules = { organization, acceptsUnannounced: true, storageMs: storageTime(defaultRules) }
  const changes = [
    { stream, key: feedKey('organization', organization), body: rules },
    { stream, key: feedKey('courier', courier.courier), body: courier },
  ]
  await writeFeed(trx, changes, now)
}
