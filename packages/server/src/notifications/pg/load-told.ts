import type { ShipmentStatus } from '@cubby/domain/shipments/status'
import { catalogues } from '@cubby/i18n/catalogues'
import type { Instant } from '@cubby/kit/clock'
import { type Kysely, sql } from 'kysely'
import type { Address } from '../../db/tables/network-tables.ts'
import type { Db } from '../../db/tables.ts'
import type { Told } from '../told.ts'

type Row = Omit<Told, 'shipment'> & {
  shipment_id: string | null
  status: ShipmentStatus
  due_at: Instant | null
  shop: string
  location: string
  address: Address
  time_zone: string
  parcels: number
  doors: number
  right_id: string | null
  code_sealed: string | null
  email_name: string | null
  sms_name: string | null
  own_subject: string | null
  own_text: string | null
  own_sms: string | null
}

const languages = Object.keys(catalogues)

/** These messages with everything they speak of: one statement, however many. */
export async function loadTold(db: Kysely<Db>, messages: readonly string[]): Promise<Told[]> {
  const { rows } = await sql<Row>`
    select message.id, message.kind, message.channel, message.recipient, message.locale,
      message.data, message.attempts, shipment.id as shipment_id, shipment.status, shipment.due_at,
      organization.name as shop, location.name as location, location.address, location.time_zone,
      coalesce(inside.parcels, 0) as parcels, coalesce(inside.doors, 0) as doors,
      best.id as right_id, best.code_sealed,
      organization.email_name, organization.sms_name,
      own.subject as own_subject, own.body as own_text, own.sms as own_sms
    from message
    join organization on organization.id = message.organization_id
    left join shipment on shipment.id = message.shipment_id and message.channel <> 'webhook'
    left join locker on locker.id = shipment.locker_id
    left join location on location.id = locker.location_id
    left join lateral (
      select count(*)::int as parcels, count(distinct cell_id)::int as doors
      from parcel where parcel.shipment_id = shipment.id
        and parcel.status in ('stored', 'disputed', 'collected')
    ) inside on true
    left join lateral (
      select id, code_sealed from pickup_right where pickup_right.shipment_id = shipment.id
      order by revoked_at is not null, created_at desc, id desc limit 1
    ) best on true
    -- As \`catalogueFor\` chooses: the language without its region, English for those that we do not speak.
    left join message_template own on own.organization_id = message.organization_id
      and own.kind = message.kind
      and own.language = coalesce(
        (select spoken from unnest(${languages}::text[]) spoken
         where spoken = lower(split_part(replace(message.locale, '_', '-'), '-', 1))), 'en')
    where message.id = any(${messages}::uuid[])`.execute(db)
  return rows.map(toldOf)
}

function toldOf(row: Row): Told {
  const { id, kind, channel, recipient, locale, data, attempts } = row
  const message = { id, kind, channel, recipient, locale, data, attempts }
  if (row.shipment_id === null) return { ...message, shipment: null }
  const right =
    row.right_id === null || row.code_sealed === null
      ? null
      : { id: row.right_id, codeSealed: row.code_sealed }
  const { status, shop, location, address, parcels, doors } = row
  const template = { subject: row.own_subject, text: row.own_text, sms: row.own_sms }
  const sender = { emailName: row.email_name, smsName: row.sms_name }
  const place = { location, address, parcels, doors }
  const about = { id: row.shipment_id, status, shop, ...place, right, template, sender }
  return { ...message, shipment: { ...about, dueAt: row.due_at, timeZone: row.time_zone } }
}
