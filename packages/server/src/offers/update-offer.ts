import { uuidOf } from '@cubby/kit/ids'
import { updateOffer } from '@cubby/protocol/operations/offers/update-offer'
import { route } from '../http/route.ts'
import { withoutUndefined } from '../http/without-undefined.ts'
import { mustOwnPrices } from '../tariffs/tariff-rows.ts'
import { checkOffer, offerColumns, offerSeen, toldOffer } from './offer-rows.ts'

export const updateOfferRoute = route(
  updateOffer,
  async ({ params, body, caller, trx, changes }) => {
    const row = await offerSeen(trx, caller, params.offer, { forUpdate: true })
    mustOwnPrices(caller, row.organization_id)
    const before = toldOffer(row)
    const next = { ...before, ...withoutUndefined(body) }
    await checkOffer(trx, caller, row.organization_id, next)
    const after = toldOffer(
      await trx
        .updateTable('offer')
        .set({
          names: JSON.stringify(next.names),
          tariff_id: next.tariff === null ? null : uuidOf(next.tariff),
          purposes: next.purposes,
          segments: next.segments.map(uuidOf),
          is_on: next.isOn,
        })
        .where('id', '=', row.id)
        .returning(offerColumns)
        .executeTakeFirstOrThrow(),
    )
    changes.push({ thing: params.offer, before, after })
    return after
  },
)
