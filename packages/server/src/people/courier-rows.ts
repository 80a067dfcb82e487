import type { Courier } from '@cubby/domain/rights/directory'
import { isoTime } from '@cubby/kit/clock'
import { type CourierId, idOf, type OrganizationId } from '@cubby/kit/ids'
import { feedKey } from '@cubby/protocol/link/messages'
import type { CourierReply } from '@cubby/protocol/operations/couriers/courier-shapes'
import type { Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import { toldTime } from '../http/told.ts'

export const courierColumns = [
  'id',
  'organization_id',
  'name',
  'badge_verifier',
  'pin_verifier',
  'valid_from',
  'valid_until',
  'revoked_at',
  'created_at',
] as const
export type CourierRow = Pick<Selectable<Db['courier']>, (typeof courierColumns)[number]>

/** A courier as the API tells of him: without badge and PIN. */
export const toldCourier = (row: CourierRow): CourierReply => ({
  id: idOf('cur', row.id),
  organization: idOf('org', row.organization_id),
  name: row.name,
  hasPin: row.pin_verifier !== null,
  validFrom: isoTime(row.valid_from),
  validUntil: isoTime(row.valid_until),
  revokedAt: toldTime(row.revoked_at),
  createdAt: isoTime(row.created_at),
})

/** What lockers must know of a courier: verifiers and times, no name; nothing any more once revoked. */
export function courierChange(row: CourierRow): FeedChange {
  const courier: CourierId = idOf('cur', row.id)
  const organization: OrganizationId = idOf('org', row.organization_id)
  const body: Courier = {
    courier,
    organization,
    badgeVerifier: row.badge_verifier,
    pinVerifier: row.pin_verifier,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  }
  return {
    stream: `org:${organization}`,
    key: feedKey('courier', courier),
    body: row.revoked_at === null ? body : null,
  }
}
