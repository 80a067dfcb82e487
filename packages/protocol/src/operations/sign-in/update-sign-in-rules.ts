import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { signInRules, signInRulesFields } from './sign-in-shapes.ts'

/** Holds for the next password that is chosen; what is left out stays. */
export const updateSignInRules = defineOperation({
  id: 'sign-in-rules.update',
  method: 'PATCH',
  path: '/v1/sign-in-rules',
  summary: 'Change the rules for passwords and sign-in',
  scope: 'roles:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject(signInRulesFields).partial(),
  status: 200,
  reply: signInRules,
})
