import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { signInRules } from './sign-in-shapes.ts'

/** Whoever chooses a password must know what is asked of it. */
export const readSignInRules = defineOperation({
  id: 'sign-in-rules.read',
  method: 'GET',
  path: '/v1/sign-in-rules',
  summary: 'Read the rules for passwords and sign-in',
  scope: null,
  staffOnly: true,
  beforeWork: true,
  params: noParams,
  query: noQuery,
  body: null,
  status: 200,
  reply: signInRules,
})
