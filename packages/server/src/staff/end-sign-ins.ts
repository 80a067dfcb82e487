import { AppError } from '@cubby/kit/app-error'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { Caller } from '../http/caller.ts'
import { found } from '../http/told.ts'

/** An account that is not the caller's own, locked: nobody locks himself out. */
export async function someoneElse(trx: Transaction<Db>, caller: Caller, id: string) {
  const row = await trx
    .selectFrom('staff')
    .select(['id', 'role'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  const account = found(row, 'account')
  if (caller.staff?.id === id)
    throw new AppError('conflict/state', 'this is your own account; ask another administrator')
  return account
}

/** Ends sessions, the second factor and the passkeys of an account. */
export async function endSignIns(trx: Transaction<Db>, id: string): Promise<void> {
  for (const table of ['staff_session', 'staff_two_factor', 'staff_passkey'] as const)
    await trx.deleteFrom(table).where('staff_id', '=', id).execute()
  await trx.updateTable('staff').set({ two_factor_enabled: false }).where('id', '=', id).execute()
}
