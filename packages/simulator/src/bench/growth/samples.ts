import { must } from '@cubby/kit/assert'
import { days, type Instant, later, millis } from '@cubby/kit/clock'
import { idOf, type LockerId, type OrganizationId, type ShipmentId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import type { Pool } from 'pg'

/** A shipment somebody may ask for, and what they would ask by. */
export type Sample = {
  shipment: ShipmentId
  organization: OrganizationId
  locker: LockerId
  reference: string | null
  phone: string
  label: string
}

/** Shipments from anywhere in the past, each at a random moment of it. */
export async function samples(
  pool: Pool,
  chance: Prng,
  options: { count: number; now: Instant },
): Promise<Sample[]> {
  const moments = Array.from({ length: options.count }, () =>
    firstIdAt(later(options.now, millis(-chance.next() * days(400)))),
  )
  const { rows } = await pool.query<Record<keyof Sample, string>>(
    `select s.id as shipment, s.organization_id as organization, s.locker_id as locker, s.reference,
       s.recipient_phone as phone, p.label
     from unnest($1::uuid[]) as moment (id)
     cross join lateral (
       select id, organization_id, locker_id, reference, recipient_phone from shipment
       where shipment.id <= moment.id order by id desc limit 1
     ) s
     cross join lateral (
       select label from parcel where shipment_id = s.id order by id limit 1
     ) p`,
    [moments],
  )
  must(rows[0], 'there are shipments to ask for')
  return rows.map((row) => ({
    ...row,
    shipment: idOf('shp', row.shipment),
    organization: idOf('org', row.organization),
    locker: idOf('lck', row.locker),
  }))
}

/** The smallest UUIDv7 of a moment. */
function firstIdAt(at: Instant): string {
  const hex = Math.round(at).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
