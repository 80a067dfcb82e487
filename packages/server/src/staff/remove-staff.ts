import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { removeStaff } from '@cubby/protocol/operations/staff/remove-staff'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { endSignIns, someoneElse } from './end-sign-ins.ts'
import { accountOf } from './staff-rows.ts'

export const removeStaffRoute = route(
  removeStaff,
  async ({ params, caller, trx, now, changes }) => {
    const id = uuidOf(params.staff)
    await lockAdministrators(trx)
    const { role } = await someoneElse(trx, caller, id)
    const before = await accountOf(trx, id)
    changes.push({ thing: before.id, before, after: null })
    await endSignIns(trx, id)
    await trx.deleteFrom('staff_account').where('staff_id', '=', id).execute()
    await trx
      .updateTable('staff')
      // The address may be used again.
      .set({ removed_at: timestamp(now), email: `${id}@removed.invalid` })
      .where('id', '=', id)
      .execute()
    if (role !== 'administrator') return null
    const left = await lockAdministrators(trx)
    if (left.length === 0)
      throw new AppError('conflict/state', 'the last administrator cannot be removed')
    return null
  },
)

/** All of them, in one order: two who remove each other at the same moment do so one after the other. */
const lockAdministrators = (trx: Transaction<Db>) =>
  trx
    .selectFrom('staff')
    .select('id')
    .where('role', '=', 'administrator')
    .where('removed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
