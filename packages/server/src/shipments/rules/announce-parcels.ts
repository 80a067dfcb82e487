import { must } from '@cubby/kit/assert'
import type { ShipmentId } from '@cubby/kit/ids'
import type { Actor } from '../../db/tables/shipment-tables.ts'
import { matchAnnouncement } from '../../link/apply/match.ts'
import { shipmentEvent } from '../../notifications/machine-events.ts'
import type { Draft } from '../../store/draft.ts'
import type { ParcelRow } from '../../store/slice.ts'
import { grantItem, planItem } from './feed-items.ts'
import { officeCustody } from './office-custody.ts'
import { tellMachines } from './settle.ts'

/**
 * Announces the parcels of a new shipment, with the right to collect it, to the locker and to the shop's systems.
 * Those that a courier has put in already are joined with it, as if they had been announced in time.
 */
export function announceParcels(
  draft: Draft,
  id: ShipmentId,
  parcels: readonly ParcelRow[],
  actor: Actor,
) {
  const shipment = must(draft.shipments.get(id), 'a shipment comes before its parcels')
  for (const parcel of parcels) {
    draft.addParcel(parcel)
    officeCustody(draft, parcel, { kind: 'announced', actor })
    draft.feed.push(planItem(shipment, parcel))
  }
  for (const right of draft.rightsOf(id)) draft.feed.push(grantItem(draft, shipment, right))
  const { now } = draft.env
  const occasion = { at: now, occurrence: '' }
  tellMachines(draft, shipment, () =>
    shipmentEvent('shipment.announced', shipment, parcels, occasion),
  )
  matchAnnouncement(draft, id, now)
}
