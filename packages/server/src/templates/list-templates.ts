import { listTemplates } from '@cubby/protocol/operations/templates/list-templates'
import { route } from '../http/route.ts'
import { shopSeen, templateColumns, toldTemplate } from './template-rows.ts'

export const listTemplatesRoute = route(listTemplates, async ({ params, caller, trx }) => {
  const { id } = await shopSeen(trx, caller, params.organization)
  // At most one per kind and language.
  const rows = await trx
    .selectFrom('message_template')
    .select(templateColumns)
    .where('organization_id', '=', id)
    .orderBy('kind')
    .orderBy('language')
    .execute()
  return { items: rows.map(toldTemplate) }
})
