import { uuidOf } from '@cubby/kit/ids'
import { listModuleModels } from '@cubby/protocol/operations/models/list-module-models'
import { sql } from 'kysely'
import { rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { anywhere } from '../lists/like.ts'
import { modelsOf } from './rows/model-store.ts'
import { toldModuleModels } from './rows/module-model-rows.ts'

export const listModuleModelsRoute = route(listModuleModels, async ({ query, trx }) => {
  const { after, limit, q: name, kind, state } = query
  const rows = await modelsOf(trx, 'module')
    .$if(name !== undefined, (q) => q.where('name', 'ilike', anywhere(name ?? '')))
    .$if(kind !== undefined, (q) => q.where(sql`figures ->> 'kind'`, '=', kind))
    .$if(state === 'released', (q) => q.where('released_version', 'is not', null))
    .$if(state === 'draft', (q) => q.where('released_version', 'is', null))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  const items = await toldModuleModels(trx, rows.slice(0, limit))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})
