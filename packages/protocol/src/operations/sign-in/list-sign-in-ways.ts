import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'

/** What the page of the sign-in offers, for whoever has not signed in yet. */
export const listSignInWays = defineOperation({
  id: 'sign-in.ways',
  method: 'GET',
  path: '/v1/sign-in-ways',
  summary: 'Read how staff can sign in here',
  scope: null,
  params: noParams,
  query: noQuery,
  body: null,
  status: 200,
  reply: z.strictObject({
    /** The identity provider of the company; null: there is none. */
    provider: z.strictObject({ name: z.string() }).nullable(),
  }),
})
