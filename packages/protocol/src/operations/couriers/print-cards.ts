import { id } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'

/**
 * Gives each of these couriers a new badge that stands on his card and nowhere else: a card that he had before opens nothing any
 * more. The PDF is shown this once.
 */
export const printCards = defineOperation({
  id: 'courier.card',
  method: 'POST',
  path: '/v1/courier-cards',
  summary: 'Print cards with a new QR code for couriers, as PDF',
  scope: 'couriers:write',
  showsSecret: true,
  readsPersonal: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    couriers: z.array(id('cur')).min(1).max(limits.cardsPerPrintMax),
    /** `card`: a page per card, as large as a bank card. `a4`: ten to a page, with lines to cut along. */
    format: z.enum(['card', 'a4']).default('card'),
  }),
  status: 201,
  reply: z.strictObject({
    fileName: z.string(),
    /** The PDF in base64. */
    pdf: z.string(),
  }),
})
