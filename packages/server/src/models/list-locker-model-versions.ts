import { uuidOf } from '@cubby/kit/ids'
import { listLockerModelVersions } from '@cubby/protocol/operations/models/list-locker-model-versions'
import { route } from '../http/route.ts'
import { modelWith, versionsOf } from './rows/model-store.ts'
import { toldVersions } from './rows/told-version.ts'

export const listLockerModelVersionsRoute = route(
  listLockerModelVersions,
  async ({ params, trx }) => {
    const { id } = await modelWith(trx, 'locker', uuidOf(params.model))
    return { items: await toldVersions(trx, await versionsOf(trx, id)) }
  },
)
