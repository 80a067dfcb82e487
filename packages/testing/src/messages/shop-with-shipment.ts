import { defaultRules, type StorageRules } from '@cubby/domain/processes/process'
import type { ShipmentStatus } from '@cubby/domain/shipments/status'
import { type Instant, instant } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { realIds } from '@cubby/keys/real-clock'
import { timestamp } from '@cubby/server/db/tables/column'
import type { Db } from '@cubby/server/db/tables'
import type { ServerKeys } from '@cubby/server/keys/server-keys'
import type { Kysely } from 'kysely'

/** Thursday, 5 March 2026, 11:00 in Berlin. */
export const thursday = instant(Date.UTC(2026, 2, 5, 10))

export type Shop = { organization: string; locker: string }

/** An organization and a locker in Berlin, as rows. */
export async function aShop(db: Kysely<Db>, name = 'Blue Shop'): Promise<Shop> {
  const created_at = timestamp(thursday)
  const organization = uuidOf(realIds.mint('org'))
  const location = uuidOf(realIds.mint('loc'))
  const locker = uuidOf(realIds.mint('lck'))
  const address = {
    line1: 'Lange Str. 1',
    line2: null,
    postCode: '10115',
    city: 'Berlin',
    country: 'DE',
  }
  await db
    .insertInto('organization')
    .values({
      id: organization,
      name,
      kind: 'shop',
      rules: JSON.stringify(defaultRules),
      created_at,
    })
    .execute()
  await db
    .insertInto('location')
    .values({
      id: location,
      name: 'Central station',
      address: JSON.stringify(address),
      created_at,
      latitude: 52.5,
      longitude: 13.4,
      time_zone: 'Europe/Berlin',
    })
    .execute()
  await db
    .insertInto('locker')
    .values({
      id: locker,
      location_id: location,
      name: 'Hall',
      created_at,
      layout: JSON.stringify({ modules: [] }),
      layout_version: 1,
    })
    .execute()
  return { organization, locker }
}

export type ShipmentOver = {
  status?: ShipmentStatus
  email?: string | null
  phone?: string | null
  locale?: string
  readyAt?: Instant | null
  dueAt?: Instant | null
  nextTimerAt?: Instant | null
  rules?: Partial<StorageRules>
}

/** A shipment of two parcels in two cells, with the code 12345678; answers its UUID. */
export async function aShipment(
  db: Kysely<Db>,
  keys: ServerKeys,
  { organization, locker }: Shop,
  over: ShipmentOver = {},
): Promise<string> {
  const { status = 'ready', email = 'ann@example.org', phone = null, locale = 'en' } = over
  const {
    readyAt = thursday,
    dueAt = instant(thursday + 72 * 3_600_000),
    nextTimerAt = null,
  } = over
  const stored = (at: Instant | null) => (at === null ? null : timestamp(at))
  const created_at = timestamp(thursday)
  const id = uuidOf(realIds.mint('shp'))
  await db
    .insertInto('shipment')
    .values({
      id,
      organization_id: organization,
      locker_id: locker,
      status,
      created_at,
      reference: id,
      recipient_email: email,
      recipient_phone: phone,
      recipient_locale: locale,
      rules: JSON.stringify({
        ...defaultRules,
        ...over.rules,
      }),
      ready_at: stored(readyAt),
      due_at: stored(dueAt),
      next_timer_at: stored(nextTimerAt),
    })
    .execute()
  const parcels = ['A1', 'A2'].map((label) => ({
    id: uuidOf(realIds.mint('prc')),
    shipment_id: id,
    organization_id: organization,
    locker_id: locker,
    label: `${label}-${id}`,
    grams: 500,
    zone: 'ambient' as const,
    low_cell: false,
    status: 'stored' as const,
    cell_id: uuidOf(realIds.mint('cel')),
    created_at,
  }))
  await db.insertInto('parcel').values(parcels).execute()
  const right = realIds.mint('grn')
  await db
    .insertInto('pickup_right')
    .values({
      id: uuidOf(right),
      shipment_id: id,
      locker_id: locker,
      created_at,
      code_sealed: keys.sealCode(right, '12345678'),
      code_verifier: `verifier of ${id}`,
      valid_from: created_at,
      valid_until: timestamp(instant(thursday + 90 * 864e5)),
    })
    .execute()
  return id
}
