import { handover } from '@cubby/domain/processes/delivery'
import { endAtLocker } from '@cubby/domain/processes/process'
import { plansOf } from '@cubby/domain/processes/compile'
import type { Plan } from '@cubby/domain/rights/directory'
import { must } from '@cubby/kit/assert'
import { feedKey } from '@cubby/protocol/link/messages'
import type { FeedChange } from '../../feed/feed-types.ts'
import type { Draft } from '../../store/draft.ts'
import type { ParcelRow, RightRow, ShipmentRow } from '../../store/slice.ts'

export const streamOf = (locker: string) => `locker:${locker}`

/** What the locker calls a parcel: its own id where it met the parcel before its announcement. */
export const nameAtEdge = (parcel: ParcelRow) => parcel.edgeId ?? parcel.id

/** What the locker must expect of a parcel now. */
export function planItem(shipment: ShipmentRow, parcel: ParcelRow): FeedChange {
  const planned = { ...parcel, id: nameAtEdge(parcel) }
  const facts = {
    id: shipment.id,
    organization: shipment.organization,
    carrier: shipment.carrier,
    parcels: [planned],
    dueAt: endAtLocker(shipment, shipment.rules),
    recalled: shipment.cancelledAt !== null,
  }
  const body: Plan = must(plansOf(handover, facts, shipment.rules)[0], 'one parcel has one plan')
  return { stream: streamOf(shipment.locker), key: feedKey('parcel', planned.id), body }
}

/** A right as the locker must know it now, signed over the names that the locker uses. */
export function grantItem(draft: Draft, shipment: ShipmentRow, right: RightRow): FeedChange {
  const body = draft.env.signGrant(shipment.locker, {
    grant: right.id,
    purpose: 'collect',
    codeVerifier: right.codeVerifier,
    parcels: draft.parcelsOf(shipment.id).map(nameAtEdge),
    validFrom: right.validFrom,
    validUntil: right.validUntil,
  })
  return { stream: streamOf(shipment.locker), key: feedKey('grant', right.id), body }
}

/** The locker need not expect this parcel any more. */
export const planTombstone = ({ locker }: ShipmentRow, parcel: ParcelRow): FeedChange => ({
  stream: streamOf(locker),
  key: feedKey('parcel', nameAtEdge(parcel)),
  body: null,
})

/** Nobody opens anything with this right any more. */
export const grantTombstone = ({ locker }: ShipmentRow, right: RightRow): FeedChange => ({
  stream: streamOf(locker),
  key: feedKey('grant', right.id),
  body: null,
})

/** Nothing of this shipment is expected at the locker any more. */
export const tombstones = (draft: Draft, shipment: ShipmentRow): FeedChange[] => [
  ...draft.parcelsOf(shipment.id).map((parcel) => planTombstone(shipment, parcel)),
  ...draft.rightsOf(shipment.id).map((right) => grantTombstone(shipment, right)),
]
