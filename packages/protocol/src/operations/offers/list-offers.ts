import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { offer, offerKinds } from './offer-shapes.ts'

/** All for the network operator; for an organization its own and the network's. */
export const listOffers = defineOperation({
  id: 'offer.list',
  method: 'GET',
  path: '/v1/offers',
  summary: 'List offers, newest first',
  scope: 'tariffs:read',
  params: noParams,
  query: pageQuery(id('ofr')).extend({
    organization: id('org').optional(),
    kind: z.enum(offerKinds).optional(),
    tariff: id('trf').optional(),
    state: z.enum(['on', 'off']).optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(offer),
})
