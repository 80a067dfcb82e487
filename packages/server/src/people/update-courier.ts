import { badgeVerifier } from '@cubby/keys/digest'
import { pinVerifier } from '@cubby/keys/pin'
import { updateCourier } from '@cubby/protocol/operations/couriers/update-courier'
import { route } from '../http/route.ts'
import { readTime, wrongField } from '../http/told.ts'
import type { CourierRow } from '../store/office.ts'
import { keepCourier, lockSeen } from './change-courier.ts'
import { checkLimits, limitsIn } from './courier-limits.ts'

export const updateCourierRoute = route(updateCourier, async (call, ctx) => {
  const { params, body, caller, trx } = call
  const before = await lockSeen(call, caller, params.courier)
  const limits = limitsIn(body)
  await checkLimits(trx, limits)
  const after: CourierRow = {
    ...before,
    name: body.name ?? before.name,
    badgeVerifier:
      body.badge === undefined
        ? before.badgeVerifier
        : badgeVerifier(ctx.keys.directoryKey, body.badge),
    pinVerifier: await pinOf(body.pin, before),
    validFrom: body.validFrom === undefined ? before.validFrom : readTime(body.validFrom),
    validUntil: body.validUntil === undefined ? before.validUntil : readTime(body.validUntil),
    ...limits,
  }
  if (after.validUntil <= after.validFrom)
    throw wrongField('/validUntil', 'out-of-range', 'must lie after the beginning')
  return keepCourier(call, before, after)
})

async function pinOf(pin: string | null | undefined, before: CourierRow): Promise<string | null> {
  if (pin === undefined) return before.pinVerifier
  return pin === null ? null : pinVerifier(pin)
}
