import { idOf } from '@cubby/kit/ids'
import { tellAgain } from '@cubby/protocol/operations/shipments/tell-again'
import { actorOf } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { messageIdOf } from '../notifications/message-id.ts'
import { differenceOf } from '../store/draft.ts'
import { keep } from '../store/work.ts'
import { tellOnceMore } from './rules/recipient.ts'
import { shipmentDraft } from './shipment-draft.ts'
import { visibleTo } from './shipment-rows.ts'

export const tellAgainRoute = route(tellAgain, async (call, ctx) => {
  const { params, caller } = call
  const { draft, shipment } = await shipmentDraft(call, ctx, params.shipment, visibleTo(caller))
  const told = tellOnceMore(draft, params.shipment, actorOf(caller))
  await keep(call, differenceOf(draft))
  const about = shipment.organization
  call.changes.push({ thing: shipment.id, before: null, after: null, isDeed: true, about })
  return { messages: told.map(({ dedupeKey }) => idOf('msg', messageIdOf(dedupeKey))) }
})
