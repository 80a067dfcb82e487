import { endingOf } from '@cubby/domain/processes/process'
import { shipmentCan } from '@cubby/domain/shipments/status'
import { hours, isoTime, later } from '@cubby/kit/clock'
import { must } from '@cubby/kit/assert'
import type { ShipmentId } from '@cubby/kit/ids'
import { shipmentEvent } from '../notifications/machine-events.ts'
import { draftsAt, type MessageDraft } from '../notifications/message-draft.ts'
import { extendStorage } from '../shipments/rules/extend.ts'
import { tellMachines } from '../shipments/rules/settle.ts'
import type { Draft } from '../store/draft.ts'
import type { ShipmentRow } from '../store/slice.ts'
import { type DueNow, dueNow, nextTimerAt } from './next-timer.ts'

/** Does for one shipment what is due now: a reminder, or the end of its storage. */
export function fallDue(draft: Draft, id: ShipmentId) {
  const before = must(draft.shipments.get(id), 'the shipment is in the draft')
  const { now } = draft.env
  const due = dueNow(before, before.rules, before.nextTimerAt ?? now, now)
  if (due.kind === 'end' && isExtended(before)) {
    const until = later(now, hours(before.rules.extensionHours))
    return extendStorage(draft, id, { until, actor: { kind: 'rule', name: 'extend' } })
  }
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

/** It is given more time by itself: once, and not when somebody has given it some already. */
const isExtended = ({ rules, extensions, status }: ShipmentRow) =>
  endingOf(rules) === 'extend' && extensions === 0 && shipmentCan('extend', status)

/** Only who was told that it is there is told that its time ends. */
function forRecipient(shipment: ShipmentRow, due: DueNow): MessageDraft[] {
  const { readyAt, dueAt, status } = shipment
  if (due.kind === 'nothing' || readyAt === null || dueAt === null || status === 'disputed')
    return []
  // What stays until staff call it off can still be collected: nothing has ended for its recipient.
  if (due.kind === 'end' && endingOf(shipment.rules) === 'keep') return []
  const data = { dueAt: isoTime(dueAt) }
  return due.kind === 'end'
    ? draftsAt(shipment, 'end', String(dueAt), data)
    : draftsAt(shipment, 'before-end', `${dueAt}|${due.hoursBefore}`, data)
}
