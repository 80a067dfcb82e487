import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { offer, offerFields } from './offer-shapes.ts'

/** Changes what is named and leaves the rest. What it is cannot be changed. */
export const updateOffer = defineOperation({
  id: 'offer.update',
  method: 'PATCH',
  path: '/v1/offers/:offer',
  summary: 'Change an offer, or turn it on or off',
  scope: 'tariffs:write',
  params: z.strictObject({ offer: id('ofr') }),
  query: noQuery,
  body: z.strictObject({
    names: offerFields.names.optional(),
    tariff: offerFields.tariff.optional(),
    purposes: offerFields.purposes.optional(),
    segments: offerFields.segments.optional(),
    isOn: offerFields.isOn.optional(),
  }),
  status: 200,
  reply: offer,
})
