import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { apiKeyWithSecret, keyFields } from './key-shapes.ts'

/** A new key. */
export const createKey = defineOperation({
  id: 'key.create',
  method: 'POST',
  path: '/v1/keys',
  summary: 'Make an API key that may do no more than the one that makes it',
  scope: 'keys:write',
  showsSecret: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject(keyFields),
  status: 201,
  reply: apiKeyWithSecret,
})
