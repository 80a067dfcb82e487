import { fitsMask } from '@cubby/domain/organizations/reference-mask'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { lockerStream, officeStream, ownStream } from '../changes/topics.ts'
import { actorOf, organizationFor } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import { mayAnnounce } from '../organizations/organization-rows.ts'
import { announce } from './announce.ts'
import { announced, toldShipment } from './shipment-rows.ts'

export const announceShipmentRoute = route(announceShipment, async (call, ctx) => {
  const { body, caller } = call
  const shop = organizationFor(caller, body.organization)
  const organization = idOf('org', shop)
  const carrier = body.carrier ? uuidOf(body.carrier) : null
  const { mask } = await mayAnnounce(call.trx, shop, carrier)
  if (mask !== null && body.reference !== null && !fitsMask(mask, body.reference))
    throw wrongField('/reference', 'wrong-format', 'does not have the form of this organization')
  const { shipment, parcels } = await announce(call, ctx, {
    ...body,
    organization,
    carrier: body.carrier ?? null,
    actor: actorOf(caller),
  })
  call.alsoTell.push(
    officeStream('shipments'),
    ownStream(organization, 'shipments'),
    lockerStream(shipment.locker, 'shipments'),
  )
  const told = toldShipment(shipment, parcels)
  call.changes.push(announced(told))
  return told
})
