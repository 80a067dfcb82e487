import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { createOffer } from '@cubby/protocol/operations/offers/create-offer'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { organizationExists } from '../organizations/organization-exists.ts'
import { ownerFor } from '../tariffs/tariff-rows.ts'
import { checkOffer, mustSell, offerColumns, toldOffer } from './offer-rows.ts'

export const createOfferRoute = route(
  createOffer,
  async ({ body, caller, trx, now, changes }, ctx) => {
    const organization = ownerFor(caller, body.organization)
    const owner = organization === null ? null : await organizationExists(trx, organization)
    mustSell(body.kind, owner?.kind ?? null)
    await checkOffer(trx, caller, organization, body)
    const { count } = await trx
      .selectFrom('offer')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('organization_id', 'is not distinct from', organization)
      .executeTakeFirstOrThrow()
    if (count >= limits.offersPerOrganizationMax)
      throw new AppError('conflict/state', 'there are too many offers already', {
        extra: { max: limits.offersPerOrganizationMax },
      })
    const row = await trx
      .insertInto('offer')
      .values({
        id: uuidOf(ctx.ids.mint('ofr')),
        organization_id: organization,
        kind: body.kind,
        names: JSON.stringify(body.names),
        tariff_id: body.tariff === null ? null : uuidOf(body.tariff),
        purposes: body.purposes,
        segments: body.segments.map(uuidOf),
        is_on: body.isOn,
        created_at: timestamp(now),
      })
      .returning(offerColumns)
      .executeTakeFirstOrThrow()
    const made = toldOffer(row)
    changes.push({ thing: made.id, before: null, after: made })
    return made
  },
)
