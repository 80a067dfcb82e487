import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { email, locale, noQuery, phone } from '../../wire.ts'
import { shipment } from './shipment-shapes.ts'

/**
 * Changes what is named; null takes a contact away. The code stays. Who was told already that it is ready is told again
 * where he is reached now. Refused once the shipment is over.
 */
export const changeRecipient = defineOperation({
  id: 'shipment.change-recipient',
  method: 'PATCH',
  path: '/v1/shipments/:shipment/recipient',
  summary: 'Change where the recipient of a shipment is reached',
  scope: 'shipments:write',
  narrow: 'locker',
  params: z.strictObject({ shipment: id('shp') }),
  query: noQuery,
  body: z.strictObject({
    email: email.nullable().optional(),
    phone: phone.nullable().optional(),
    locale: locale.optional(),
  }),
  status: 200,
  reply: shipment,
})
