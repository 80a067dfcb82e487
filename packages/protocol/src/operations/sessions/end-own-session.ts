import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** Its next call is refused. The one that asks is ended by signing out. */
export const endOwnSession = defineOperation({
  id: 'me.end-session',
  method: 'DELETE',
  path: '/v1/me/sessions/:session',
  summary: 'End another session of whoever is signed in',
  scope: null,
  staffOnly: true,
  params: z.strictObject({ session: id('ses') }),
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
