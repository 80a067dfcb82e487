import { previewOf } from '@cubby/i18n/messages/template'
import { previewTemplate } from '@cubby/protocol/operations/templates/preview-template'
import { route } from '../http/route.ts'
import { checkTemplate, shopSeen } from './template-rows.ts'

export const previewTemplateRoute = route(
  previewTemplate,
  async ({ params, body, caller, trx }) => {
    const { name } = await shopSeen(trx, caller, params.organization)
    checkTemplate(params.kind, body)
    return previewOf(params.kind, params.language, body, name)
  },
)
