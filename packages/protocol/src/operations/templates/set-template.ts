import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { templateFields, templateInFull, templateParams } from './template-shapes.ts'

/** Messages that are sent from now on say it. A text that is null is ours again. */
export const setTemplate = defineOperation({
  id: 'template.set',
  method: 'PUT',
  path: '/v1/organizations/:organization/templates/:kind/:language',
  summary: 'Change the text of a message',
  scope: 'organizations:write',
  params: templateParams,
  query: noQuery,
  body: z.strictObject(templateFields),
  status: 200,
  reply: templateInFull,
})
