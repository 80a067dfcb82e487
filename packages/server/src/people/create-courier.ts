import { isAble } from '@cubby/domain/organizations/capabilities'
import { AppError } from '@cubby/kit/app-error'
import { days, later } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { unlimited } from '@cubby/domain/rights/directory'
import { badgeVerifier } from '@cubby/keys/digest'
import { newBadge } from '@cubby/keys/secrets'
import { pinVerifier } from '@cubby/keys/pin'
import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import { organizationFor } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { readTime, wrongField } from '../http/told.ts'
import { organizationExists } from '../organizations/organization-exists.ts'
import type { CourierRow } from '../store/office.ts'
import { checkLimits, limitsIn } from './courier-limits.ts'
import { toldCourier } from './courier-rows.ts'
import { employCourier } from './employ.ts'

/** Long enough to forget, short enough that somebody looks at the list now and then. */
const VALID_FOR = days(365)

export const createCourierRoute = route(createCourier, async (call, ctx) => {
  const { body, caller, trx, now } = call
  const organization = organizationFor(caller, body.organization)
  const { kind, suspended_at: suspended } = await organizationExists(trx, organization, {
    holds: true,
  })
  // Lockers follow those only: a shop's courier would stand before a machine that knows nobody.
  if (!isAble(kind, 'employ'))
    throw wrongField('/organization', 'not-allowed', 'an organization of this kind has no couriers')
  if (suspended !== null) throw new AppError('auth/suspended', 'the organization is suspended')
  const validFrom = body.validFrom === undefined ? now : readTime(body.validFrom)
  const validUntil =
    body.validUntil === undefined ? later(validFrom, VALID_FOR) : readTime(body.validUntil)
  if (validUntil <= validFrom)
    throw wrongField('/validUntil', 'out-of-range', 'must lie after the beginning')
  const limits = { ...unlimited, ...limitsIn(body) }
  await checkLimits(trx, limits)
  const courier: CourierRow = {
    id: ctx.ids.mint('cur'),
    organization: idOf('org', organization),
    name: body.name,
    badgeVerifier: badgeVerifier(ctx.keys.directoryKey, body.badge ?? newBadge()),
    pinVerifier: body.pin === undefined ? null : await pinVerifier(body.pin),
    validFrom,
    validUntil,
    revokedAt: null,
    suspendedAt: null,
    ...limits,
    createdAt: now,
  }
  await employCourier(call, courier)
  const told = toldCourier(courier)
  call.changes.push({ thing: told.id, before: null, after: told })
  return told
})
