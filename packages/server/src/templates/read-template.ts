import { readTemplate } from '@cubby/protocol/operations/templates/read-template'
import { route } from '../http/route.ts'
import { shopSeen, templateInFull } from './template-rows.ts'

export const readTemplateRoute = route(readTemplate, async ({ params, caller, trx }) =>
  templateInFull(trx, await shopSeen(trx, caller, params.organization), params),
)
