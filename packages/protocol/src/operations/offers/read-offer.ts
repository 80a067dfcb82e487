import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { offer } from './offer-shapes.ts'

/** One offer. */
export const readOffer = defineOperation({
  id: 'offer.read',
  method: 'GET',
  path: '/v1/offers/:offer',
  summary: 'Read an offer',
  scope: 'tariffs:read',
  params: z.strictObject({ offer: id('ofr') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: offer,
})
