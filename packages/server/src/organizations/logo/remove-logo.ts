import { removeLogo } from '@cubby/protocol/operations/organizations/remove-logo'
import { route } from '../../http/route.ts'
import { lockOrganization, organizationInFull } from '../organization-rows.ts'

export const removeLogoRoute = route(removeLogo, async ({ params, caller, trx, changes }) => {
  const { id } = await lockOrganization(trx, caller, params.organization)
  const before = await organizationInFull(trx, caller, id)
  await trx.deleteFrom('organization_logo').where('organization_id', '=', id).execute()
  if (before.logoChangedAt !== null)
    changes.push({ thing: params.organization, before, after: { ...before, logoChangedAt: null } })
  return null
})
