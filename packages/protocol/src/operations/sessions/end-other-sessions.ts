import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'

/** Only the one that asks is left. */
export const endOtherSessions = defineOperation({
  id: 'me.end-other-sessions',
  method: 'POST',
  path: '/v1/me/sessions/end-others',
  summary: 'End all other sessions of whoever is signed in',
  scope: null,
  staffOnly: true,
  params: noParams,
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
