import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { templateInFull, templateParams } from './template-shapes.ts'

/** With what we say, and the placeholders that this kind of message knows. */
export const readTemplate = defineOperation({
  id: 'template.read',
  method: 'GET',
  path: '/v1/organizations/:organization/templates/:kind/:language',
  summary: 'Read the text of a message',
  scope: 'organizations:read',
  params: templateParams,
  query: noQuery,
  body: null,
  status: 200,
  reply: templateInFull,
})
