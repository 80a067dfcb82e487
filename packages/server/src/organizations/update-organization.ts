import { uuidOf } from '@cubby/kit/ids'
import { updateOrganization } from '@cubby/protocol/operations/organizations/update-organization'
import type { Caller } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { wrongFields } from '../http/told.ts'
import { withoutUndefined } from '../http/without-undefined.ts'
import {
  checkCarriers,
  checkFacts,
  lockOrganization,
  organizationInFull,
  organizationWithContacts,
  rulesChange,
} from './organization-rows.ts'
import { factColumns } from './own-facts.ts'
import { worksInOf } from './works-in.ts'

export const updateOrganizationRoute = route(
  updateOrganization,
  async ({ params, body, caller, trx, feed, alsoTell, changes }) => {
    const row = await lockOrganization(trx, caller, params.organization)
    mayChange(caller, body)
    const before = await organizationWithContacts(trx, caller, row.id)
    const carriers = body.carriers?.map(uuidOf) ?? row.carriers
    if (body.carriers) await checkCarriers(trx, carriers)
    const worksIn = await worksInOf(trx, row, body.worksIn)
    const rules = { ...row.rules, ...withoutUndefined(body.rules ?? {}) }
    checkFacts({
      rules,
      reminders: body.rules?.reminderHoursBefore,
      contacts: body.contacts,
    })
    await trx
      .updateTable('organization')
      .set({
        name: body.name ?? row.name,
        carriers,
        works_in: worksIn,
        rules: JSON.stringify(rules),
        ...factColumns(body),
      })
      .where('id', '=', row.id)
      .execute()
    if (body.rules) feed.push(rulesChange(params.organization, row.kind, rules))
    // What each locker follows depends on it.
    if (body.worksIn !== undefined) alsoTell.push('network')
    const after = await organizationWithContacts(trx, caller, row.id)
    changes.push({ thing: params.organization, before, after })
    return organizationInFull(trx, caller, row.id)
  },
)

/** Whom it trusts and what it is called by others is not an organization's own to say. */
function mayChange(
  caller: Caller,
  body: { name?: unknown; carriers?: unknown; worksIn?: unknown },
): void {
  if (caller.organization === null) return
  const foreign = (['name', 'carriers', 'worksIn'] as const).filter(
    (field) => body[field] !== undefined,
  )
  if (foreign.length > 0)
    throw wrongFields(
      foreign.map((field) => ({
        pointer: `/${field}`,
        code: 'not-allowed',
        detail: 'only the network operator changes this',
      })),
    )
}
