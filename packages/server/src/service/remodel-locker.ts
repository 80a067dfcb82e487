import { uuidOf } from '@cubby/kit/ids'
import { remodelLocker } from '@cubby/protocol/operations/service/remodel-locker'
import { route } from '../http/route.ts'
import { remodelledBy } from './composed.ts'
import { lockMachine, toldLockerNow } from './machine-rows.ts'
import { remodel } from './remodel.ts'
import { mustStrandNothing, strandedBy } from './stranded.ts'

export const remodelLockerRoute = route(remodelLocker, async (call, ctx) => {
  const { params, body, trx, now } = call
  const machine = await lockMachine(trx, params.locker)
  const after = await remodelledBy(trx, machine, body, ctx.ids)
  mustStrandNothing(await strandedBy(trx, machine, after, now), body.strandsParcels)
  await remodel(call, machine, after, { id: uuidOf(body.model), version: body.version })
  return toldLockerNow(trx, params.locker, now)
})
