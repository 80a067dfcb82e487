import { readWiring } from '@cubby/protocol/operations/wiring/read-wiring'
import { route } from '../http/route.ts'
import { readMachine } from '../service/machine-rows.ts'
import { toldWiring } from './told-wiring.ts'

export const readWiringRoute = route(readWiring, async ({ params, trx }) =>
  toldWiring(trx, await readMachine(trx, params.locker)),
)
