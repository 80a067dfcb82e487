import { resumeCourier } from '@cubby/protocol/operations/couriers/resume-courier'
import { suspendCourier } from '@cubby/protocol/operations/couriers/suspend-courier'
import { route } from '../http/route.ts'
import { keepCourier, lockSeen } from './change-courier.ts'
import { toldCourier } from './courier-rows.ts'

export const suspendCourierRoute = route(suspendCourier, async (call) => {
  const before = await lockSeen(call, call.caller, call.params.courier)
  if (before.suspendedAt !== null && before.revokedAt === null) return toldCourier(before)
  return keepCourier(call, before, { ...before, suspendedAt: call.now })
})

export const resumeCourierRoute = route(resumeCourier, async (call) => {
  const before = await lockSeen(call, call.caller, call.params.courier)
  if (before.suspendedAt === null && before.revokedAt === null) return toldCourier(before)
  return keepCourier(call, before, { ...before, suspendedAt: null })
})
