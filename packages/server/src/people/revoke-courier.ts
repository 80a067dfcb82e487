import { uuidOf } from '@cubby/kit/ids'
import { revokeCourier } from '@cubby/protocol/operations/couriers/revoke-courier'
import { maySee } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { toldCourier } from './courier-rows.ts'
import { revokeCourier as revoke } from './employ.ts'

export const revokeCourierRoute = route(revokeCourier, async (call) => {
  const { params, caller } = call
  const { before, after } = await revoke(call, params.courier, ({ organization }) =>
    maySee(caller, uuidOf(organization)),
  )
  const told = toldCourier(after)
  call.changes.push({ thing: after.id, before: toldCourier(before), after: told })
  return told
})
