import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { channels, message, messageStates } from './message-shapes.ts'

/** What was told to whom, and what could not be told. */
export const listMessages = defineOperation({
  id: 'message.list',
  method: 'GET',
  path: '/v1/messages',
  summary: 'List messages to people and endpoints, newest first',
  scope: 'messages:read',
  readsPersonal: true,
  params: noParams,
  query: pageQuery(id('msg')).extend({
    organization: id('org').optional(),
    shipment: id('shp').optional(),
    state: z.enum(messageStates).optional(),
    channel: z.enum(channels).optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(message),
})
