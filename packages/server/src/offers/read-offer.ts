import { readOffer } from '@cubby/protocol/operations/offers/read-offer'
import { route } from '../http/route.ts'
import { offerSeen, toldOffer } from './offer-rows.ts'

export const readOfferRoute = route(readOffer, async ({ params, caller, trx }) =>
  toldOffer(await offerSeen(trx, caller, params.offer)),
)
