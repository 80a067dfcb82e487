import { AppError } from '@cubby/kit/app-error'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { builtInRoleIds } from '../roles/built-in.ts'

/** Those who may do everything everywhere, all locked in one order: two who remove each other do so one after the other. */
export const lockAdministrators = (trx: Transaction<Db>) =>
  trx
    .selectFrom('staff')
    .select('id')
    .where('role_id', '=', builtInRoleIds.administrator)
    .where('reach', '=', 'network')
    .where('is_emergency', '=', false)
    .where('removed_at', 'is', null)
    .where('suspended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()

/** Refuses what leaves nobody who may do everything; to be asked after the change. */
export async function oneMustBeLeft(
  trx: Transaction<Db>,
  before: readonly { id: string }[],
): Promise<void> {
  if (before.length > 0 && (await lockAdministrators(trx)).length === 0)
    throw new AppError('conflict/state', 'the last administrator must stay one')
}
