import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { apiKey } from './key-shapes.ts'

/** Without their secrets; those revoked included. */
export const listKeys = defineOperation({
  id: 'key.list',
  method: 'GET',
  path: '/v1/keys',
  summary: 'List API keys, newest first',
  scope: 'keys:read',
  params: noParams,
  query: pageQuery(id('key')).extend({
    organization: id('org').optional(),
    /** `own`: the network operator's own keys; without it and `organization`, everybody's. */
    whose: z.literal('own').optional(),
    state: z.enum(['working', 'revoked']).optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(apiKey),
})
