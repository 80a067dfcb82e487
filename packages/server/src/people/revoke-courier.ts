import { revokeCourier } from '@cubby/protocol/operations/couriers/revoke-courier'
import { route } from '../http/route.ts'
import { lockSeen } from './change-courier.ts'
import { toldCourier } from './courier-rows.ts'
import { revokeCourier as revoke } from './employ.ts'

export const revokeCourierRoute = route(revokeCourier, async (call) => {
  const { params, caller } = call
  const before = await lockSeen(call, caller, params.courier)
  const { after } = await revoke(call, params.courier, () => true)
  const told = toldCourier(after)
  if (before.revokedAt === null)
    call.changes.push({ thing: told.id, before: toldCourier(before), after: told })
  return told
})
