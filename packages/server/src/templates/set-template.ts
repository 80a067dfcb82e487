import { setTemplate } from '@cubby/protocol/operations/templates/set-template'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { lockOrganization } from '../organizations/organization-rows.ts'
import { checkTemplate, templateInFull } from './template-rows.ts'

export const setTemplateRoute = route(
  setTemplate,
  async ({ params, body, caller, trx, now, changes }) => {
    const shop = await lockOrganization(trx, caller, params.organization)
    checkTemplate(params.kind, body)
    const before = await templateInFull(trx, shop, params)
    const key = { organization_id: shop.id, kind: params.kind, language: params.language }
    const isNothing = body.subject === null && body.text === null && body.sms === null
    if (isNothing)
      await trx
        .deleteFrom('message_template')
        .where('organization_id', '=', shop.id)
        .where('kind', '=', params.kind)
        .where('language', '=', params.language)
        .execute()
    else {
      const texts = {
        subject: body.subject,
        body: body.text,
        sms: body.sms,
        changed_at: timestamp(now),
      }
      await trx
        .insertInto('message_template')
        .values({ ...key, ...texts })
        .onConflict((conflict) =>
          conflict.columns(['organization_id', 'kind', 'language']).doUpdateSet(texts),
        )
        .execute()
    }
    const after = await templateInFull(trx, shop, params)
    changes.push({ thing: params.organization, before: textsOf(before), after: textsOf(after) })
    return after
  },
)

const textsOf = ({
  kind,
  language,
  subject,
  text,
  sms,
}: Awaited<ReturnType<typeof templateInFull>>) => ({
  template: { kind, language, subject, text, sms },
})
