import { id } from '@cubby/domain/shapes'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { signInSession } from './session-shapes.ts'

/** Where whoever asks is signed in. */
export const listOwnSessions = defineOperation({
  id: 'me.sessions',
  method: 'GET',
  path: '/v1/me/sessions',
  summary: 'List the sessions of whoever is signed in, newest first',
  scope: null,
  staffOnly: true,
  params: noParams,
  query: pageQuery(id('ses')),
  body: null,
  status: 200,
  reply: pageOf(signInSession),
})
