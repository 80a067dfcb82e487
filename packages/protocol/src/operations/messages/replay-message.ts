import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { message } from './message-shapes.ts'

/** Under its old id: whoever got it after all sees that it is the same. */
export const replayMessage = defineOperation({
  id: 'message.replay',
  method: 'POST',
  path: '/v1/messages/:message/replay',
  summary: 'Try a message again that was given up',
  scope: 'operations:write',
  params: z.strictObject({ message: id('msg') }),
  query: noQuery,
  body: null,
  status: 202,
  reply: message,
})
