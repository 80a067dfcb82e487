import type { Courier } from '@cubby/domain/rights/directory'
import { isoTime } from '@cubby/kit/clock'
import { feedKey } from '@cubby/protocol/link/messages'
import type { CourierReply } from '@cubby/protocol/operations/couriers/courier-shapes'
import type { FeedChange } from '../feed/feed-types.ts'
import { toldTime } from '../http/told.ts'
import type { CourierRow } from '../store/office.ts'

/** A courier as the API tells of him: without badge and PIN. */
export const toldCourier = (courier: CourierRow): CourierReply => ({
  id: courier.id,
  organization: courier.organization,
  name: courier.name,
  hasPin: courier.pinVerifier !== null,
  validFrom: isoTime(courier.validFrom),
  validUntil: isoTime(courier.validUntil),
  revokedAt: toldTime(courier.revokedAt),
  suspendedAt: toldTime(courier.suspendedAt),
  flows: [...courier.flows],
  hours: courier.hours,
  segments: courier.segments,
  carriesFor: courier.carriesFor,
  createdAt: isoTime(courier.createdAt),
})

/** What lockers must know of a courier: verifiers, times and limits, no name; nothing while suspended, and once revoked. */
export function courierChange(row: CourierRow): FeedChange {
  const { id: courier, organization, badgeVerifier, pinVerifier, validFrom, validUntil } = row
  const { flows, hours, segments, carriesFor } = row
  const body: Courier = {
    courier,
    organization,
    badgeVerifier,
    pinVerifier,
    validFrom,
    validUntil,
    flows,
    hours,
    segments,
    carriesFor,
  }
  return {
    stream: `org:${organization}`,
    key: feedKey('courier', courier),
    body: row.revokedAt === null && row.suspendedAt === null ? body : null,
  }
}
