import { readReadiness } from '@cubby/protocol/operations/service/read-readiness'
import { route } from '../http/route.ts'
import { readMachine } from './machine-rows.ts'
import { readinessOf } from './readiness.ts'

export const readReadinessRoute = route(readReadiness, async ({ params, trx }) => {
  const checks = await readinessOf(trx, await readMachine(trx, params.locker))
  return { locker: params.locker, isReady: checks.every(({ isDone }) => isDone), checks }
})
