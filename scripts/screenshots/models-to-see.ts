import { must } from '@cubby/kit/assert'
import type { LockerId, OrganizationId } from '@cubby/kit/ids'
import { createLockerModel } from '@cubby/protocol/operations/models/create-locker-model'
import { listLockerModels } from '@cubby/protocol/operations/models/list-locker-models'
import { listModuleModels } from '@cubby/protocol/operations/models/list-module-models'
import { releaseLockerModel } from '@cubby/protocol/operations/models/release-locker-model'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { aColumn, aControlModule, aLockerDesign, inARow } from '@cubby/testing/constructor/designs'
import { aReleasedModule } from '@cubby/testing/constructor/drawn-machine'
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

/** The machine to which another one is to be re-modelled. */
export const shrunkModel = 'Two columns, small doors'

/** A machine with small doors only, and a parcel that is announced for a larger one and would fit into none of them. */
export async function somethingToStrand(
  operator: ApiClient,
  at: { locker: LockerId; organization: OrganizationId },
) {
  const column = await aReleasedModule(operator, 'Small doors', aColumn('AAAAAAAA'))
  const control = await aReleasedModule(operator, 'Small doors and a screen', aControlModule())
  const design = aLockerDesign({ modules: inARow(column, control) })
  const { id } = await operator.call(createLockerModel, { body: { name: shrunkModel, design } })
  await operator.call(releaseLockerModel, { params: { model: id }, body: { version: 1 } })
  await operator.call(announceShipment, {
    body: {
      ...at,
      recipient: { email: 'anna@example.org' },
      parcels: [{ label: 'LARGE-1', size: { height: 300, width: 300, depth: 300 }, grams: 4_000 }],
    },
  })
}
