import { AppError } from '@cubby/kit/app-error'
import { extendShipment } from '@cubby/protocol/operations/shipments/extend-shipment'
import { actorOf } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { readTime } from '../http/told.ts'
import { differenceOf } from '../store/draft.ts'
import { keep } from '../store/work.ts'
import { extendStorage } from './rules/extend.ts'
import { mustAllow } from './rules/must-allow.ts'
import { shipmentDraft } from './shipment-draft.ts'
import { toldFrom, visibleTo } from './shipment-rows.ts'

export const extendShipmentRoute = route(extendShipment, async (call, ctx) => {
  const { params, body, caller } = call
  const { draft, shipment } = await shipmentDraft(call, ctx, params.shipment, visibleTo(caller))
  const before = toldFrom(draft, shipment.id)
  mustAllow('extend', shipment)
  if (body.until !== undefined && caller.organization !== null)
    throw new AppError('auth/forbidden', 'only the network operator extends to a given moment')
  const until = body.until === undefined ? null : readTime(body.until)
  extendStorage(draft, shipment.id, { until, actor: actorOf(caller) })
  await keep(call, differenceOf(draft))
  const after = toldFrom(draft, shipment.id)
  call.changes.push({ thing: after.id, before, after })
  return after
})
