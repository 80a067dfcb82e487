import { uuidOf } from '@cubby/kit/ids'
import { listModuleModelVersions } from '@cubby/protocol/operations/models/list-module-model-versions'
import { route } from '../http/route.ts'
import { modelWith, versionsOf } from './rows/model-store.ts'
import { toldVersions } from './rows/told-version.ts'

export const listModuleModelVersionsRoute = route(
  listModuleModelVersions,
  async ({ params, trx }) => {
    const { id } = await modelWith(trx, 'module', uuidOf(params.model))
    return { items: await toldVersions(trx, await versionsOf(trx, id)) }
  },
)
