import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/**
 * Once per Idempotency-Key. What is told follows from how things stand: that it is ready, or that its time is over.
 * Refused when there is nothing to tell that is still true, or nobody to tell it to.
 */
export const tellAgain = defineOperation({
  id: 'shipment.tell-again',
  method: 'POST',
  path: '/v1/shipments/:shipment/notifications',
  summary: 'Send the recipient again what was told last',
  scope: 'shipments:write',
  narrow: 'locker',
  params: z.strictObject({ shipment: id('shp') }),
  query: noQuery,
  body: null,
  status: 202,
  reply: z.strictObject({ messages: z.array(id('msg')) }),
})
