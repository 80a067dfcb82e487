import { listQuarantine } from '@cubby/protocol/operations/upkeep/list-quarantine'
import { route } from '../http/route.ts'
import { quarantined, toldQuarantined } from './quarantine-rows.ts'

export const listQuarantineRoute = route(listQuarantine, async ({ query, trx }) => {
  const rows = await quarantined(trx)
    .where('q.resolved_at', 'is', null)
    .orderBy('q.created_at')
    .orderBy('q.seq')
    .limit(query.limit)
    .execute()
  return { items: rows.map(toldQuarantined) }
})
