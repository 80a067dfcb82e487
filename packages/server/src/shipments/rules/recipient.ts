import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { isoTime } from '@cubby/kit/clock'
import type { ShipmentId } from '@cubby/kit/ids'
import type { Actor } from '../../db/tables/shipment-tables.ts'
import { draftsAt, type MessageDraft } from '../../notifications/message-draft.ts'
import type { Draft } from '../../store/draft.ts'
import type { ShipmentRow } from '../../store/slice.ts'
import { mustAllow } from './must-allow.ts'
import { officeCustody } from './office-custody.ts'

type Contact = Pick<ShipmentRow, 'email' | 'phone' | 'locale'>

/**
 * Changes where the recipient is reached; the code stays. Whoever was told that the shipment is there is told again, on those
 * ways that are new. Answers the contacts that are not his any more.
 */
export function changeContact(
  draft: Draft,
  id: ShipmentId,
  { contact, actor }: { contact: Partial<Contact>; actor: Actor },
): string[] {
  const before = must(draft.shipments.get(id), 'the shipment is in the draft')
  mustAllow('change-recipient', before)
  const after: ShipmentRow = { ...before, ...contact }
  const { email, phone } = after
  const changed = {
    email: email === before.email ? null : email,
    phone: phone === before.phone ? null : phone,
  }
  draft.shipments.set(id, after)
  // Which ways, not where to: custody holds no addresses.
  const ways = [
    ...(email === before.email ? [] : ['email']),
    ...(phone === before.phone ? [] : ['phone']),
    ...(after.locale === before.locale ? [] : ['locale']),
  ]
  if (ways.length === 0) return []
  noteFor(draft, id, 'recipient-changed', actor, { ways })
  draft.messages.push(...presentNews(draft, { ...after, ...changed }))
  return [before.email, before.phone].filter(
    (old): old is string => old !== null && old !== email && old !== phone,
  )
}

/** Tells the recipient again what is true now. Each call tells once. */
export function tellOnceMore(draft: Draft, id: ShipmentId, actor: Actor): MessageDraft[] {
  const shipment = must(draft.shipments.get(id), 'the shipment is in the draft')
  mustAllow('tell-again', shipment)
  if (shipment.email === null && shipment.phone === null)
    throw new AppError('conflict/state', 'there is no e-mail address or phone number to tell')
  const news = presentNews(draft, shipment)
  if (news.length === 0)
    throw new AppError('conflict/state', 'the recipient has not been told anything yet', {
      extra: { status: shipment.status },
    })
  noteFor(draft, id, 'told-again', actor, {})
  draft.messages.push(...news)
  return news
}

/** What the recipient of a shipment that was complete once should know now (invariant 10). */
function presentNews(draft: Draft, shipment: ShipmentRow): MessageDraft[] {
  const { status, readyAt, dueAt } = shipment
  if (readyAt === null) return []
  // Unlike any other telling, so that it is not taken for one that has been.
  const term = `again|${draft.env.ids.mint('req')}`
  if (status === 'overdue' && dueAt !== null)
    return draftsAt(shipment, 'end', term, { dueAt: isoTime(dueAt) })
  return status === 'withdrawn' || status === 'announced' ? [] : draftsAt(shipment, 'ready', term)
}

function noteFor(
  draft: Draft,
  id: ShipmentId,
  kind: string,
  actor: Actor,
  detail: Record<string, unknown>,
) {
  for (const parcel of draft.parcelsOf(id))
    if (parcel.status !== 'cancelled') officeCustody(draft, parcel, { kind, actor, detail })
}
