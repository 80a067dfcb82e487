import { AppError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'
import { createKey } from '@cubby/protocol/operations/keys/create-key'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { organizationFor } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { wrongFields } from '../http/told.ts'
import { organizationExists } from '../organizations/organization-exists.ts'
import { toldKey } from './key-rows.ts'
import { insertKey } from './new-key.ts'

export const createKeyRoute = route(createKey, async ({ body, caller, trx, now, changes }, ctx) => {
  const isForNetwork = caller.organization === null && body.organization === undefined
  const organization = isForNetwork ? null : organizationFor(caller, body.organization)
  if (organization !== null) await organizationExists(trx, organization)
  const beyond = body.scopes.flatMap((scope, i) =>
    caller.scopes.has(scope)
      ? []
      : [
          {
            pointer: `/scopes/${i}`,
            code: 'not-allowed',
            detail: 'this key does not have it itself',
          },
        ],
  )
  if (beyond.length > 0) throw wrongFields(beyond)
  await checkCount(trx, organization)
  const { name, scopes } = body
  const { row, text } = await insertKey(trx, ctx.ids, now, { organization, name, scopes })
  const after = toldKey(row)
  changes.push({ thing: after.id, before: null, after })
  return { ...after, secret: text }
})

async function checkCount(trx: Transaction<Db>, organization: string | null) {
  const { count } = await trx
    .selectFrom('api_key')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', 'is not distinct from', organization)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (count >= limits.apiKeysPerOrganizationMax)
    throw new AppError('conflict/state', 'there are too many keys already; revoke some', {
      extra: { max: limits.apiKeysPerOrganizationMax },
    })
}
