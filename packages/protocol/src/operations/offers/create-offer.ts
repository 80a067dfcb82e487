import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { offer, offerFields } from './offer-shapes.ts'

/** Lockers do not show offers yet: they are kept as data. */
export const createOffer = defineOperation({
  id: 'offer.create',
  method: 'POST',
  path: '/v1/offers',
  summary: 'Add an offer that people may start at a locker',
  scope: 'tariffs:write',
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    /** Whose; left out by the network operator: the network's. */
    organization: id('org').optional(),
    ...offerFields,
    tariff: offerFields.tariff.default(null),
    purposes: offerFields.purposes.default([]),
    segments: offerFields.segments.default([]),
    isOn: offerFields.isOn.default(false),
  }),
  status: 201,
  reply: offer,
})
