import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { keyIdOf } from '../http/auth.ts'
import { route } from '../http/route.ts'
import { differenceOf } from '../store/draft.ts'
import { keep } from '../store/work.ts'
import { cancelDelivery } from './rules/cancel.ts'
import { shipmentDraft } from './shipment-draft.ts'
import { toldFrom, visibleTo } from './shipment-rows.ts'

export const cancelShipmentRoute = route(cancelShipment, async (call, ctx) => {
  const { params, body, caller } = call
  const { draft } = await shipmentDraft(call, ctx, params.shipment, visibleTo(caller))
  const actor = { kind: 'key', id: keyIdOf(caller) } as const
  cancelDelivery(draft, params.shipment, { reason: body.reason, actor })
  await keep(call, differenceOf(draft))
  return toldFrom(draft, params.shipment)
})
