import type { OfferReply } from '@cubby/protocol/operations/offers/offer-shapes'

/** What an offer is called in this language, or in the first one that it has. */
export const offerName = ({ names }: Pick<OfferReply, 'names'>, language: string): string =>
  (names.find((each) => each.language === language) ?? names[0])?.name ?? ''
