import { idOf } from '@cubby/kit/ids'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { officeStream } from '../changes/topics.ts'
import { actorOf, organizationFor } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { announce } from './announce.ts'
import { announced, toldShipment } from './shipment-rows.ts'

export const announceShipmentRoute = route(announceShipment, async (call, ctx) => {
  const { body, caller } = call
  const organization = idOf('org', organizationFor(caller, body.organization))
  const { shipment, parcels } = await announce(call, ctx, {
    ...body,
    organization,
    carrier: body.carrier ?? null,
    actor: actorOf(caller),
  })
  call.alsoTell.push(officeStream('shipments'))
  const told = toldShipment(shipment, parcels)
  call.changes.push(announced(told))
  return told
})
