import { must } from '@cubby/kit/assert'
import { listLockerModels } from '@cubby/protocol/operations/models/list-locker-models'
import { listModuleModels } from '@cubby/protocol/operations/models/list-module-models'
import type { ApiClient } from '@cubby/testing/network/api-client'

/** A machine and a module of those that the first start has drawn. */
export async function modelsToSee(operator: ApiClient) {
  const machines = await operator.call(listLockerModels, { query: {} })
  const modules = await operator.call(listModuleModels, { query: {} })
  return {
    model: must(machines.items[0], 'a model').id,
    moduleModel: must(modules.items[0], 'a module').id,
  }
}
