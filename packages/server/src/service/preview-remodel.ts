import { previewRemodel } from '@cubby/protocol/operations/service/preview-remodel'
import { route } from '../http/route.ts'
import { remodelledBy } from './composed.ts'
import { readMachine } from './machine-rows.ts'
import { previewOf } from './remodel.ts'

export const previewRemodelRoute = route(previewRemodel, async ({ params, body, trx }, ctx) => {
  const machine = await readMachine(trx, params.locker)
  return previewOf(trx, machine, await remodelledBy(trx, machine, body, ctx.ids))
})
