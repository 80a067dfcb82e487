import { uuidOf } from '@cubby/kit/ids'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { sql, type Transaction } from 'kysely'
import type { ServerContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { organizationSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { renderTold } from '../notifications/render.ts'
import { loadTold } from '../notifications/pg/load-told.ts'
import { messageColumns, toldMessage } from './message-rows.ts'

export const listMessagesRoute = route(listMessages, async ({ query, caller, trx }, ctx) => {
  const { after, limit, shipment, state, channel } = query
  const organization = organizationSeen(caller, query.organization)
  const rows = await trx
    .selectFrom('message')
    .select(messageColumns)
    .$if(organization !== null, (q) => q.where('organization_id', '=', organization ?? ''))
    .$if(shipment !== undefined, (q) => q.where('shipment_id', '=', uuidOf(shipment ?? '')))
    .$if(state !== undefined, (q) => q.where('state', '=', state ?? 'queued'))
    .$if(channel !== undefined, (q) => q.where('channel', '=', channel ?? 'email'))
    .$if(after !== undefined, (q) => q.where(comesAfter(after ?? '')))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  // The text holds the code: reading it takes the right to read codes.
  const inbox = caller.scopes.has('codes:read') ? rows.filter((row) => row.state === 'inbox') : []
  const texts = await textsOf(
    trx,
    ctx,
    inbox.map(({ id }) => id),
  )
  return pageOfRows(rows, limit, (row) => toldMessage(row, texts.get(row.id) ?? null))
})

/** Ids of messages follow from what they tell, so the list goes by time. */
const comesAfter = (message: string) => sql<boolean>`
  (message.created_at, message.id) <
    (select place.created_at, place.id from message place where place.id = ${uuidOf(message)})`

async function textsOf(
  trx: Transaction<Db>,
  ctx: Pick<ServerContext, 'keys'>,
  messages: readonly string[],
): Promise<Map<string, string>> {
  if (messages.length === 0) return new Map()
  const told = await loadTold(trx, messages)
  return new Map(told.map((each) => [each.id, renderTold(ctx, each).text]))
}
