import { uuidOf } from '@cubby/kit/ids'
import { updateLockerModel } from '@cubby/protocol/operations/models/update-locker-model'
import { route } from '../http/route.ts'
import { keepModules, modulesToKeep } from './rows/keep-locker-design.ts'
import { lockerFigures, toldLockerModel } from './rows/locker-model-rows.ts'
import { slotsMustBeFree } from './rows/slots.ts'
import { insertNextVersion } from './rows/model-store.ts'

export const updateLockerModelRoute = route(
  updateLockerModel,
  async ({ params, body, trx, now, caller, changes }) => {
    const id = uuidOf(params.model)
    const { name, design, note, after } = body
    const before = await toldLockerModel(trx, id)
    await slotsMustBeFree(trx, id, design)
    const figures = lockerFigures(design, await modulesToKeep(trx, design))
    const drawn = { kind: 'locker' as const, id, name, design, figures, note, caller, now }
    const version = await insertNextVersion(trx, drawn, after)
    await keepModules(trx, id, version, design)
    const model = await toldLockerModel(trx, id)
    changes.push({ thing: params.model, before, after: model })
    return model
  },
)
