import { boardModelNamed, boardModels } from '@cubby/domain/machine/board-models'
import { proposeWiring as propose } from '@cubby/domain/machine/wiring-rules'
import { proposeWiring } from '@cubby/protocol/operations/wiring/propose-wiring'
import { route } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import { doorsToWire, readMachine } from '../service/machine-rows.ts'

export const proposeWiringRoute = route(proposeWiring, async ({ params, body, trx }) => {
  const model = boardModelNamed(body.model)
  if (!model) {
    const known = boardModels.map((each) => each.model).join(', ')
    throw wrongField('/model', 'unknown', `there is no such board; known are ${known}`)
  }
  if (!model.endsPulses)
    throw wrongField('/model', 'not-allowed', `${model.name} cannot end the pulse of a lock by itself`) // prettier-ignore
  const { first, last } = model.addresses
  if (body.firstAddress < first || body.firstAddress > last)
    throw wrongField('/firstAddress', 'range', `${model.name} has addresses ${first} to ${last}`)
  const doors = doorsToWire(await readMachine(trx, params.locker))
  const wiring = propose(doors, body)
  if (!wiring) throw wrongField('/lines', 'too-few', 'so many boards do not fit on these lines')
  return { wiring }
})
