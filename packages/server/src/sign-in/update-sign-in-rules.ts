import { updateSignInRules } from '@cubby/protocol/operations/sign-in/update-sign-in-rules'
import { route } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import { withoutUndefined } from '../http/without-undefined.ts'
import { readRules, rulesColumns } from './rules.ts'

export const updateSignInRulesRoute = route(
  updateSignInRules,
  async ({ body, trx, changes }, ctx) => {
    const hasList = ctx.isBreached !== undefined
    if (body.refusesBreached === true && !hasList)
      throw wrongField('/refusesBreached', 'not-allowed', 'this server has no list of passwords')
    const before = await readRules(trx, hasList, 'lock')
    const after = { ...before, ...withoutUndefined(body) }
    await trx.updateTable('sign_in_rules').set(rulesColumns(after)).execute()
    changes.push({ thing: 'sign-in-rules', before, after })
    return readRules(trx, hasList)
  },
)
