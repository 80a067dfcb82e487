import type { ModuleModelId } from '@cubby/kit/ids'
import { createLockerModel } from '@cubby/protocol/operations/models/create-locker-model'
import { createModuleModel } from '@cubby/protocol/operations/models/create-module-model'
import { releaseLockerModel } from '@cubby/protocol/operations/models/release-locker-model'
import { releaseModuleModel } from '@cubby/protocol/operations/models/release-module-model'
import { aColumn, aControlModule, aLockerDesign, inARow } from '@cubby/testing/constructor/designs'
import { apiClient } from '@cubby/testing/network/api-client'
import type { Bench } from '../bench.ts'

/** A module model and a locker model of it, released, of which copies can be made. */
export async function addModels({ place, ground }: Bench): Promise<void> {
  const api = apiClient({ url: place.url, key: place.operatorKey })
  const name = ground.ids.mint('req').slice(-8)
  const modules: ModuleModelId[] = []
  for (const design of [aControlModule(), aColumn('CBBAAA'), aColumn('AAAAAAAA')]) {
    const body = { name: `Module ${name} ${modules.length}`, design, note: null }
    const { id: model } = await api.call(createModuleModel, { body })
    await api.call(releaseModuleModel, { params: { model }, body: { version: 1 } })
    modules.push(model)
  }
  const design = aLockerDesign({ modules: inARow(...modules) })
  const { id: model } = await api.call(createLockerModel, {
    body: { name: `Machine ${name}`, design, note: null },
  })
  await api.call(releaseLockerModel, { params: { model }, body: { version: 1 } })
}
