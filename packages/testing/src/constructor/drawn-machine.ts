import type { ModuleDesign } from '@cubby/domain/constructor/module-design'
import { createLockerModel } from '@cubby/protocol/operations/models/create-locker-model'
import { createModuleModel } from '@cubby/protocol/operations/models/create-module-model'
import { releaseModuleModel } from '@cubby/protocol/operations/models/release-module-model'
import type { ApiClient } from '../network/api-client.ts'
import { aColumn, aControlModule, aLockerDesign, inARow } from './designs.ts'

/** A module model that is released. */
export async function aReleasedModule(operator: ApiClient, name: string, design: ModuleDesign) {
  const { id } = await operator.call(createModuleModel, { body: { name, design } })
  await operator.call(releaseModuleModel, { params: { model: id }, body: { version: 1 } })
  return id
}

/** A small machine of two modules, a draft, and one of its modules. */
export async function aDrawnMachine(operator: ApiClient) {
  const column = await aReleasedModule(operator, 'Plain column', aColumn('CBBAA'))
  const control = await aReleasedModule(operator, 'Plain controls', aControlModule())
  const design = aLockerDesign({ modules: inARow(column, control) })
  const model = await operator.call(createLockerModel, { body: { name: 'Plain machine', design } })
  return { model: model.id, moduleModel: column }
}
