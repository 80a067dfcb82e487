import { uuidOf } from '@cubby/kit/ids'
import { listLockerModels } from '@cubby/protocol/operations/models/list-locker-models'
import { rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { anywhere } from '../lists/like.ts'
import { toldLockerModels } from './rows/locker-model-rows.ts'
import { modelsOf } from './rows/model-store.ts'

export const listLockerModelsRoute = route(listLockerModels, async ({ query, trx }) => {
  const { after, limit, q: name, state } = query
  const rows = await modelsOf(trx, 'locker')
    .$if(name !== undefined, (q) => q.where('name', 'ilike', anywhere(name ?? '')))
    .$if(state === 'released', (q) => q.where('released_version', 'is not', null))
    .$if(state === 'draft', (q) => q.where('released_version', 'is', null))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  const items = await toldLockerModels(trx, rows.slice(0, limit))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})
