import { uuidOf } from '@cubby/kit/ids'
import { updateOrganization } from '@cubby/protocol/operations/organizations/update-organization'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { withoutUndefined } from '../http/without-undefined.ts'
import {
  checkCarriers,
  organizationColumns,
  rulesChange,
  toldOrganization,
} from './organization-rows.ts'
import { worksInOf } from './works-in.ts'

export const updateOrganizationRoute = route(
  updateOrganization,
  async ({ params, body, trx, feed, alsoTell, changes }) => {
    const before = found(
      await trx
        .selectFrom('organization')
        .select(organizationColumns)
        .where('id', '=', uuidOf(params.organization))
        .forNoKeyUpdate()
        .executeTakeFirst(),
      'organization',
    )
    const carriers = body.carriers?.map(uuidOf) ?? before.carriers
    if (body.carriers) await checkCarriers(trx, carriers)
    const worksIn = await worksInOf(trx, before, body.worksIn)
    const rules = { ...before.rules, ...withoutUndefined(body.rules ?? {}) }
    const row = await trx
      .updateTable('organization')
      .set({
        name: body.name ?? before.name,
        carriers,
        works_in: worksIn,
        rules: JSON.stringify(rules),
      })
      .where('id', '=', before.id)
      .returning(organizationColumns)
      .executeTakeFirstOrThrow()
    if (body.rules) feed.push(rulesChange(params.organization, before.kind, rules))
    // What each locker follows depends on it.
    if (body.worksIn !== undefined) alsoTell.push('network')
    const told = toldOrganization(row)
    changes.push({ thing: params.organization, before: toldOrganization(before), after: told })
    return told
  },
)
