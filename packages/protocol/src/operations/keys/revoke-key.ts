import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { apiKey } from './key-shapes.ts'

/** The next call with it is refused, by every server. */
export const revokeKey = defineOperation({
  id: 'key.revoke',
  method: 'DELETE',
  path: '/v1/keys/:key',
  summary: 'Revoke an API key at once',
  scope: 'keys:write',
  params: z.strictObject({ key: id('key') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: apiKey,
})
