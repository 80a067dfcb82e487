import { AppError } from '@cubby/kit/app-error'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { Caller } from '../http/caller.ts'
import { found } from '../http/told.ts'
import { mustReachAsFar } from '../roles/may-give.ts'
import { permissionsOf } from '../roles/role-rows.ts'
import { isStaffOf } from './reach-rows.ts'

/** An account that is not the caller's own, locked: nobody locks himself out. */
export async function someoneElse(trx: Transaction<Db>, caller: Caller, id: string): Promise<void> {
  await accountLocked(trx, caller, id)
  if (caller.staff?.id === id)
    throw new AppError('conflict/state', 'this is your own account; ask another administrator')
}

/** An account that the caller may know of, locked. Refuses one that may do more than the caller, who could make himself its owner. */
export async function accountLocked(
  trx: Transaction<Db>,
  caller: Caller,
  id: string,
): Promise<void> {
  const { organization } = caller
  const row = await trx
    .selectFrom('staff')
    .innerJoin('role', 'role.id', 'staff.role_id')
    .select(['staff.id', 'role.built_in', 'role.permissions'])
    .where('staff.id', '=', id)
    .where('removed_at', 'is', null)
    .where('is_emergency', '=', false)
    .$if(organization !== null, (q) => q.where(isStaffOf(organization ?? '')))
    .forUpdate('staff')
    .executeTakeFirst()
  mustReachAsFar(caller, permissionsOf(found(row, 'account')))
}

/** Ends sessions, the second factor and the passkeys of an account. */
export async function endSignIns(trx: Transaction<Db>, id: string): Promise<void> {
  for (const table of ['staff_session', 'staff_two_factor', 'staff_passkey'] as const)
    await trx.deleteFrom(table).where('staff_id', '=', id).execute()
  await trx.updateTable('staff').set({ two_factor_enabled: false }).where('id', '=', id).execute()
}
