import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { templateFields, templateParams, templatePreview } from './template-shapes.ts'

/** With example values; nothing is kept. What is wrong is told as it would be when it is saved. */
export const previewTemplate = defineOperation({
  id: 'template.preview',
  method: 'POST',
  path: '/v1/organizations/:organization/templates/:kind/:language/preview',
  summary: 'Show how a message would look',
  scope: 'organizations:read',
  asksOnly: true,
  params: templateParams,
  query: noQuery,
  body: z.strictObject(templateFields),
  status: 200,
  reply: templatePreview,
})
