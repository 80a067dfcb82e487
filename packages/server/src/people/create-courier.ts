import { AppError } from '@cubby/kit/app-error'
import { days, later } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { badgeVerifier } from '@cubby/keys/digest'
import { pinVerifier } from '@cubby/keys/pin'
import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import { timestamp } from '../db/tables/column.ts'
import { organizationFor } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { readTime, wrongField } from '../http/told.ts'
import { organizationExists } from '../organizations/organization-exists.ts'
import { courierChange, courierColumns, toldCourier } from './courier-rows.ts'

/** Long enough to forget, short enough that somebody looks at the list now and then. */
const VALID_FOR = days(365)

export const createCourierRoute = route(
  createCourier,
  async ({ body, caller, trx, now, feed }, ctx) => {
    const organization = organizationFor(caller, body.organization)
    const { kind } = await organizationExists(trx, organization)
    // Lockers follow delivery operators only: a shop's courier would stand before a machine that knows nobody.
    if (kind !== 'delivery-operator')
      throw wrongField('/organization', 'not-allowed', 'only delivery operators have couriers')
    const from = body.validFrom === undefined ? now : readTime(body.validFrom)
    const until = body.validUntil === undefined ? later(from, VALID_FOR) : readTime(body.validUntil)
    if (until <= from)
      throw wrongField('/validUntil', 'out-of-range', 'must lie after the beginning')
    const row = await trx
      .insertInto('courier')
      .values({
        id: uuidOf(ctx.ids.mint('cur')),
        organization_id: organization,
        name: body.name,
        badge_verifier: badgeVerifier(ctx.keys.directoryKey, body.badge),
        pin_verifier: body.pin === undefined ? null : await pinVerifier(body.pin),
        valid_from: timestamp(from),
        valid_until: timestamp(until),
        created_at: timestamp(now),
      })
      // The index lets a badge be given again once its last bearer was revoked.
      .onConflict((oc) => oc.doNothing())
      .returning(courierColumns)
      .executeTakeFirst()
    if (!row) throw new AppError('conflict/duplicate', 'a courier with this badge works already')
    feed.push(courierChange(row))
    return toldCourier(row)
  },
)
