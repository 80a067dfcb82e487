import { defaultRules } from '@cubby/domain/processes/process'
import { uuidOf } from '@cubby/kit/ids'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { withoutUndefined } from '../http/without-undefined.ts'
import {
  checkCarriers,
  organizationColumns,
  rulesChange,
  toldOrganization,
} from './organization-rows.ts'

export const createOrganizationRoute = route(
  createOrganization,
  async ({ body, trx, now, feed, alsoTell, changes }, ctx) => {
    const id = ctx.ids.mint('org')
    const carriers = body.carriers.map(uuidOf)
    const rules = { ...defaultRules, ...withoutUndefined(body.rules) }
    await checkCarriers(trx, carriers)
    const row = await trx
      .insertInto('organization')
      .values({
        id: uuidOf(id),
        name: body.name,
        kind: body.kind,
        carriers,
        rules: JSON.stringify(rules),
        created_at: timestamp(now),
      })
      .returning(organizationColumns)
      .executeTakeFirstOrThrow()
    feed.push(rulesChange(id, body.kind, rules))
    // Every locker follows every delivery operator: their list has changed.
    if (body.kind === 'delivery-operator') alsoTell.push('network')
    const after = toldOrganization(row)
    changes.push({ thing: id, before: null, after })
    return after
  },
)
