import { readWiringTest } from '@cubby/protocol/operations/wiring/read-wiring-test'
import { route } from '../http/route.ts'
import { readMachine } from '../service/machine-rows.ts'
import { toldTest } from './wiring-test-rows.ts'

export const readWiringTestRoute = route(readWiringTest, async ({ params, trx }) =>
  toldTest(trx, await readMachine(trx, params.locker)),
)
