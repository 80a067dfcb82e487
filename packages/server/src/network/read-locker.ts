import { uuidOf } from '@cubby/kit/ids'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { placedLockers, toldLocker } from './locker-rows.ts'

export const readLockerRoute = route(readLocker, async ({ params, trx, now }) => {
  const row = await placedLockers(trx)
    .select('locker.layout')
    .where('locker.id', '=', uuidOf(params.locker))
    .executeTakeFirst()
  return toldLocker(found(row, 'locker'), now)
})
