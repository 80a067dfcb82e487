import { shipmentStatusOf } from '@cubby/domain/shipments/status'
import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { hours, type Instant, isoTime, later } from '@cubby/kit/clock'
import type { ShipmentId } from '@cubby/kit/ids'
import type { Actor } from '../../db/tables/shipment-tables.ts'
import { wrongField } from '../../http/told.ts'
import { shipmentEvent } from '../../notifications/machine-events.ts'
import { draftsAt } from '../../notifications/message-draft.ts'
import type { Draft } from '../../store/draft.ts'
import type { ShipmentRow } from '../../store/slice.ts'
import { timerOf } from '../../timers/next-timer.ts'
import { planItem } from './feed-items.ts'
import { mustAllow } from './must-allow.ts'
import { officeCustody } from './office-custody.ts'
import { tellMachines } from './settle.ts'

/** Lets a shipment lie longer: until the moment named, or by as much as the organization's rules give. */
export function extendStorage(
  draft: Draft,
  id: ShipmentId,
  { until, actor }: { until: Instant | null; actor: Actor },
) {
  const before = must(draft.shipments.get(id), 'the shipment is in the draft')
  mustAllow('extend', before)
  const { now } = draft.env
  const dueAt = newEnd(before, until, now)
  const parcels = draft.parcelsOf(id)
  const statuses = parcels.map((parcel) => parcel.status)
  const status = shipmentStatusOf(statuses, { cancelled: false, overdue: false })
  const extended: ShipmentRow = {
    ...before,
    status,
    dueAt,
    extensions: before.extensions + 1,
    overdueAt: null,
    nextTimerAt: timerOf({ status, dueAt }, statuses, before.rules, now),
  }
  draft.shipments.set(id, extended)
  const term = isoTime(dueAt)
  for (const parcel of parcels) {
    if (parcel.status === 'collected' || parcel.status === 'cancelled') continue
    officeCustody(draft, parcel, { kind: 'extended', actor, detail: { dueAt: term } })
    draft.feed.push(planItem(extended, parcel))
  }
  const occasion = { at: now, occurrence: term }
  const event = () => shipmentEvent('shipment.extended', extended, parcels, occasion)
  tellMachines(draft, extended, event)
  if (before.readyAt !== null)
    draft.messages.push(...draftsAt(extended, 'extended', term, { dueAt: term }))
}

function newEnd(shipment: ShipmentRow, until: Instant | null, now: Instant): Instant {
  const { extensionsMax, extensionHours, storageHours } = shipment.rules
  const end = shipment.dueAt ?? later(now, hours(storageHours))
  if (until !== null) {
    if (until > now && until > end) return until
    throw wrongField('/until', 'out-of-range', 'must lie after now and after the present end')
  }
  if (shipment.extensions >= extensionsMax)
    throw new AppError('conflict/state', 'it was extended as often as the rules allow', {
      extra: { extensionsMax },
    })
  // Of an overdue shipment the hours count from now, or they would be over before they began.
  return later(Math.max(end, now) as Instant, hours(extensionHours))
}
