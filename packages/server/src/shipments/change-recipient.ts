import { uuidOf } from '@cubby/kit/ids'
import { changeRecipient } from '@cubby/protocol/operations/shipments/change-recipient'
import type { Transaction } from 'kysely'
import type { Instant } from '@cubby/kit/clock'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { actorOf } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { withoutUndefined } from '../http/without-undefined.ts'
import { differenceOf } from '../store/draft.ts'
import { keep } from '../store/work.ts'
import { changeContact } from './rules/recipient.ts'
import { shipmentDraft } from './shipment-draft.ts'
import { toldFrom, visibleTo } from './shipment-rows.ts'

export const changeRecipientRoute = route(changeRecipient, async (call, ctx) => {
  const { params, body, caller, trx, now } = call
  const { draft } = await shipmentDraft(call, ctx, params.shipment, visibleTo(caller))
  const before = toldFrom(draft, params.shipment)
  const contact = withoutUndefined(body)
  const gone = changeContact(draft, params.shipment, { contact, actor: actorOf(caller) })
  await holdBack(trx, uuidOf(params.shipment), gone, now)
  await keep(call, differenceOf(draft))
  const after = toldFrom(draft, params.shipment)
  call.changes.push({ thing: after.id, before, after })
  return after
})

/** Messages that have not left yet do not go to somebody who is not the recipient: they hold the code. */
async function holdBack(
  trx: Transaction<Db>,
  shipment: string,
  contacts: readonly string[],
  now: Instant,
) {
  if (contacts.length === 0) return
  await trx
    .updateTable('message')
    .set({
      state: 'dropped',
      finished_at: timestamp(now),
      last_error: 'the recipient is reached elsewhere now',
    })
    .where('shipment_id', '=', shipment)
    .where('state', '=', 'queued')
    .where('channel', '<>', 'webhook')
    .where('recipient', 'in', [...contacts])
    .execute()
}
