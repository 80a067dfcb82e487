import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { actorOf } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { differenceOf } from '../store/draft.ts'
import { keep } from '../store/work.ts'
import { cancelDelivery } from './rules/cancel.ts'
import { shipmentDraft } from './shipment-draft.ts'
import { toldFrom, visibleTo } from './shipment-rows.ts'

export const cancelShipmentRoute = route(cancelShipment, async (call, ctx) => {
  const { params, body, caller } = call
  const { draft } = await shipmentDraft(call, ctx, params.shipment, visibleTo(caller))
  const before = toldFrom(draft, params.shipment)
  cancelDelivery(draft, params.shipment, {
    reason: body.reason,
    actor: actorOf(caller),
  })
  await keep(call, differenceOf(draft))
  const after = toldFrom(draft, params.shipment)
  call.changes.push({ thing: after.id, before, after })
  return after
})
