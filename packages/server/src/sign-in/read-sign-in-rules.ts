import { readSignInRules } from '@cubby/protocol/operations/sign-in/read-sign-in-rules'
import { route } from '../http/route.ts'
import { readRules } from './rules.ts'

export const readSignInRulesRoute = route(readSignInRules, ({ trx }, ctx) =>
  readRules(trx, ctx.isBreached !== undefined),
)
