import { id } from '@cubby/domain/shapes'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { webhook } from './webhook-shapes.ts'

/** Without their secrets. */
export const listWebhooks = defineOperation({
  id: 'webhook.list',
  method: 'GET',
  path: '/v1/webhooks',
  summary: 'List webhook endpoints, newest first',
  scope: 'webhooks:read',
  params: noParams,
  query: pageQuery(id('whk')).extend({ organization: id('org').optional() }),
  body: null,
  status: 200,
  reply: pageOf(webhook),
})
