import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery, toldMoment } from '../../wire.ts'

/** For shops that tell the recipient themselves. */
export const readCode = defineOperation({
  id: 'shipment.code',
  method: 'GET',
  path: '/v1/shipments/:shipment/code',
  summary: 'Read the pick-up code and the text of the QR code',
  scope: 'codes:read',
  narrow: 'locker',
  readsPersonal: true,
  params: z.strictObject({ shipment: id('shp') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: z.strictObject({
    /** As it is shown to people: groups of four with a dash. The locker takes it with or without. */
    code: z.string(),
    /** Draw it as a QR code in alphanumeric mode. */
    qr: z.string(),
    validFrom: toldMoment,
    validUntil: toldMoment,
  }),
})
