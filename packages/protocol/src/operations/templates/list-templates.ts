import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { template } from './template-shapes.ts'

/** Those that it has set; in all else it says what we say. */
export const listTemplates = defineOperation({
  id: 'template.list',
  method: 'GET',
  path: '/v1/organizations/:organization/templates',
  summary: 'List the message texts of an organization',
  scope: 'organizations:read',
  params: z.strictObject({ organization: id('org') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: z.strictObject({ items: z.array(template) }),
})
