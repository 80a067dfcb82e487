import { isAble } from '@cubby/domain/organizations/capabilities'
import { later } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { createRental } from '@cubby/protocol/operations/rentals/create-rental'
import { timestamp } from '../db/tables/column.ts'
import type { OrganizationKind } from '@cubby/domain/organizations/capabilities'
import { route } from '../http/route.ts'
import { readTime, wrongField } from '../http/told.ts'
import { organizationExists } from '../organizations/organization-exists.ts'
import { rentsOnly } from '../organizations/organization-rows.ts'
import {
  checkCells,
  checkOverlap,
  checkQuota,
  checkTimes,
  checkUse,
  lockLayout,
} from './rental-checks.ts'
import { rentalChange, rentalColumns, toldOfRental, toldRental } from './rental-rows.ts'

export const createRentalRoute = route(createRental, async (call, ctx) => {
  const { body, trx, now } = call
  const wished = {
    id: null,
    organization: uuidOf(body.organization),
    locker: uuidOf(body.locker),
    cells: body.cells.map(uuidOf),
    from: body.from === undefined ? now : readTime(body.from),
    until: readTime(body.until),
    quota: body.quota ?? null,
  }
  const { kind } = await organizationExists(trx, wished.organization)
  // The operator has all cells without renting.
  if (!isAble(kind, 'rent'))
    throw wrongField('/organization', 'not-allowed', 'an organization of this kind rents no cells')
  checkTimes(wished, now)
  if (later(wished.from, limits.rentalWrittenLateMax) < now)
    throw wrongField('/from', 'out-of-range', 'lies too far back: at most 31 days')
  checkQuota(wished)
  checkCells(wished, await lockLayout(trx, wished.locker))
  await checkOverlap(trx, wished)
  await checkUse(trx, wished, now)
  const { price } = body
  const row = await trx
    .insertInto('rental')
    .values({
      id: uuidOf(ctx.ids.mint('rnt')),
      organization_id: wished.organization,
      locker_id: wished.locker,
      cells: wished.cells,
      from_at: timestamp(wished.from),
      until_at: timestamp(wished.until),
      quota: wished.quota,
      price_minor: price.amount,
      currency: price.currency,
      price_per: price.per,
      common_cells: body.commonCells ?? usesCommonCells(kind),
      note: body.note ?? null,
      created_at: timestamp(now),
    })
    .returning(rentalColumns)
    .executeTakeFirstOrThrow()
  const told = toldRental(row, now)
  call.feed.push(rentalChange(row, now))
  call.alsoTell.push(...toldOfRental(idOf('lck', wished.locker)))
  call.changes.push({ thing: told.id, before: null, after: told })
  return told
})

/** A delivery operator must get rid of its parcels when its own cells are full; a tenant came for its own. */
const usesCommonCells = (kind: OrganizationKind) => !rentsOnly(kind)
