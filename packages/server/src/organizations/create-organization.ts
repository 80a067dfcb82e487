import { kindsWorkingEverywhere } from '@cubby/domain/organizations/capabilities'
import { defaultRules } from '@cubby/domain/processes/process'
import { uuidOf } from '@cubby/kit/ids'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { withoutUndefined } from '../http/without-undefined.ts'
import {
  checkCarriers,
  checkFacts,
  organizationInFull,
  organizationWithContacts,
  rulesChange,
} from './organization-rows.ts'
import { factColumns } from './own-facts.ts'

export const createOrganizationRoute = route(
  createOrganization,
  async ({ body, caller, trx, now, feed, alsoTell, changes }, ctx) => {
    const id = ctx.ids.mint('org')
    const carriers = body.carriers.map(uuidOf)
    const rules = { ...defaultRules, ...withoutUndefined(body.rules) }
    checkFacts({
      rules,
      reminders: body.rules.reminderHoursBefore,
      contacts: body.contacts,
    })
    await checkCarriers(trx, carriers)
    await trx
      .insertInto('organization')
      .values({
        id: uuidOf(id),
        name: body.name,
        kind: body.kind,
        carriers,
        rules: JSON.stringify(rules),
        created_at: timestamp(now),
        ...factColumns(body),
      })
      .execute()
    feed.push(rulesChange(id, body.kind, rules))
    // Lockers follow whoever works everywhere: their list has changed.
    if (kindsWorkingEverywhere().includes(body.kind)) alsoTell.push('network')
    const made = await organizationWithContacts(trx, caller, uuidOf(id))
    changes.push({ thing: id, before: null, after: made })
    return organizationInFull(trx, caller, uuidOf(id))
  },
)
