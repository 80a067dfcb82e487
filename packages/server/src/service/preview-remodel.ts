import { previewRemodel } from '@cubby/protocol/operations/service/preview-remodel'
import { route } from '../http/route.ts'
import { remodelledBy } from './composed.ts'
import { readMachine } from './machine-rows.ts'
import { previewOf } from './remodel.ts'
import { strandedBy } from './stranded.ts'

export const previewRemodelRoute = route(
  previewRemodel,
  async ({ params, body, trx, now }, ctx) => {
    const machine = await readMachine(trx, params.locker)
    const after = await remodelledBy(trx, machine, body, ctx.ids)
    return {
      ...(await previewOf(trx, machine, after)),
      ...(await strandedBy(trx, machine, after, now)),
    }
  },
)
