import { isoTime } from '@cubby/kit/clock'
import { must } from '@cubby/kit/assert'
import type { ShipmentId } from '@cubby/kit/ids'
import { shipmentEvent } from '../notifications/machine-events.ts'
import { draftsAt, type MessageDraft } from '../notifications/message-draft.ts'
import { tellMachines } from '../shipments/rules/settle.ts'
import type { Draft } from '../store/draft.ts'
import type { ShipmentRow } from '../store/slice.ts'
import { type DueNow, dueNow, nextTimerAt } from './next-timer.ts'

/** Does for one shipment what is due now: a reminder, or the end of its storage. */
export function fallDue(draft: Draft, id: ShipmentId) {
  const before = must(draft.shipments.get(id), 'the shipment is in the draft')
  const { now } = draft.env
  const due = dueNow(before, before.rules, before.nextTimerAt ?? now, now)
  draft.messages.push(...forRecipient(before, due))
  if (due.kind !== 'end') {
    draft.shipments.set(id, { ...before, nextTimerAt: nextTimerAt(before, before.rules, now) })
    return
  }
  // A disputed shipment stays disputed: what it becomes once settled follows from `overdueAt`.
  const isDisputed = before.status === 'disputed'
  const ended: ShipmentRow = {
    ...before,
    status: isDisputed ? 'disputed' : 'overdue',
    overdueAt: before.overdueAt ?? now,
    nextTimerAt: null,
  }
  draft.shipments.set(id, ended)
  if (isDisputed) return
  const occasion = { at: now, occurrence: String(ended.dueAt) }
  const event = () => shipmentEvent('shipment.overdue', ended, draft.parcelsOf(id), occasion)
  tellMachines(draft, ended, event)
}

/** Only who was told that it is there is told that its time ends. */
function forRecipient(shipment: ShipmentRow, due: DueNow): MessageDraft[] {
  const { readyAt, dueAt, status } = shipment
  if (due.kind === 'nothing' || readyAt === null || dueAt === null || status === 'disputed')
    return []
  const data = { dueAt: isoTime(dueAt) }
  return due.kind === 'end'
    ? draftsAt(shipment, 'end', String(dueAt), data)
    : draftsAt(shipment, 'before-end', `${dueAt}|${due.hoursBefore}`, data)
}
