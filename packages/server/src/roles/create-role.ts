import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { createRole } from '@cubby/protocol/operations/roles/create-role'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { mustHaveAll } from './may-give.ts'
import { toldRole } from './role-rows.ts'
import { lockRoles, nameMustBeFree } from './role-name.ts'

export const createRoleRoute = route(createRole, async (call, ctx) => {
  const { body, caller, trx, now, changes } = call
  mustHaveAll(caller, body.permissions)
  await lockRoles(trx)
  await mustBeRoom(trx)
  await nameMustBeFree(trx, body.name, null)
  const made = {
    id: uuidOf(ctx.ids.mint('rol')),
    name: body.name,
    description: body.description,
    built_in: null,
    permissions: [...new Set(body.permissions)],
    requires_second_factor: body.requiresSecondFactor,
  }
  await trx
    .insertInto('role')
    .values({ ...made, created_at: timestamp(now) })
    .execute()
  const told = toldRole({ ...made, created_at: now, people: 0 })
  changes.push({ thing: told.id, before: null, after: told })
  return told
})

async function mustBeRoom(trx: Transaction<Db>) {
  const { count } = await trx
    .selectFrom('role')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count >= limits.rolesMax)
    throw new AppError('conflict/state', 'there are too many roles already; remove some', {
      extra: { max: limits.rolesMax },
    })
}
