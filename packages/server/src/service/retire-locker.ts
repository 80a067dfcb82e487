import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { retireLocker } from '@cubby/protocol/operations/service/retire-locker'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { route } from '../http/route.ts'
import { lockMachine, mustBe, setService, toldLockerNow } from './machine-rows.ts'

export const retireLockerRoute = route(retireLocker, async (call) => {
  const { params, body, trx, now } = call
  const machine = await lockMachine(trx, params.locker)
  mustBe(machine, ['planned', 'testing', 'in-service', 'out-of-service'], 'it cannot be retired')
  const left = await whatIsLeft(trx, uuidOf(params.locker))
  if (left.inside + left.announced > 0)
    throw new AppError(
      'conflict/state',
      `${left.inside} inside and ${left.announced} announced: empty the locker first`,
      { extra: left },
    )
  await setService(call, machine, { state: 'retired', reason: body.reason })
  return toldLockerNow(trx, params.locker, now)
})

/** Stays that hold a cell, and parcels that are still to come. */
async function whatIsLeft(trx: Transaction<Db>, locker: string) {
  const { inside } = await trx
    .selectFrom('stay_mirror')
    .select((eb) => eb.fn.countAll<number>().as('inside'))
    .where('locker_id', '=', locker)
    .where('phase', 'not in', ['collected', 'withdrawn', 'cancelled'])
    .executeTakeFirstOrThrow()
  const { announced } = await trx
    .selectFrom('parcel')
    .select((eb) => eb.fn.countAll<number>().as('announced'))
    .where('locker_id', '=', locker)
    .where('status', '=', 'announced')
    .executeTakeFirstOrThrow()
  return { inside: Number(inside), announced: Number(announced) }
}
