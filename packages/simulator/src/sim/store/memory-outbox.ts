import { type Instant, later, seconds } from '@cubby/kit/clock'
import type { ShipmentId } from '@cubby/kit/ids'
import { idOf } from '@cubby/kit/ids'
import type { Outbox, Sendable } from '@cubby/server/notifications/outbox'
import { NOT_TRUE } from '@cubby/server/notifications/still-true'
import type { MemoryStore } from './memory-store.ts'
import type { MessageRow, Tables } from './tables.ts'

/** What a gateway of the simulation is given: the message, and which meaning it has. */
export type SimMessage = Sendable & { meaning: string; shipmentId: ShipmentId | null }

/** Messages on their way, and the asking for their sending. */
export function outboxOf({ tables, change }: MemoryStore): Outbox<SimMessage> {
  return {
    claim: (ids, now, leaseEnds) => change(() => claim(tables, ids, now, leaseEnds)),
    load: (ids) =>
      change(() => [...new Set(ids)].flatMap((id) => sendable(tables, tables.messages.get(id)))),
    retract: (ids, mayBeTold, now) => change(() => retract(tables, ids, mayBeTold, now)),
    finish: (endings, now) =>
      change(() => {
        for (const { id, state, error } of endings)
          whileQueued(tables, id, (row) => ({ ...row, state, lastError: error, finishedAt: now }))
      }),
    retry: ({ id, channel, error, after }, now) =>
      change(() => {
        const dueAt = later(now, after)
        whileQueued(tables, id, (row) => ({ ...row, lastError: error, nextAttemptAt: dueAt }))
        tables.jobs.set(id, { message: id, channel, dueAt })
      }),
    disableEndpoint: (endpoint, _reason, now) =>
      change(() =>
        tables.endpoints.change(endpoint, (row) => ({ ...row, disabledAt: row.disabledAt ?? now })),
      ),
    requeueStranded: (dueBefore, atMost, now) =>
      change(() => {
        const lost = [...tables.messages.values()]
          .filter((row) => row.state === 'queued' && row.nextAttemptAt < dueBefore)
          .sort((one, other) => one.nextAttemptAt - other.nextAttemptAt)
          .slice(0, atMost)
        for (const { id, channel } of lost) {
          tables.messages.change(id, (row) => ({ ...row, nextAttemptAt: now }))
          tables.jobs.set(id, { message: id, channel, dueAt: now })
        }
        return lost.length
      }),
  }
}

function whileQueued(tables: Tables, id: string, change: (row: MessageRow) => MessageRow) {
  if (tables.messages.get(id)?.state === 'queued') tables.messages.change(id, change)
}

function claim(tables: Tables, ids: readonly string[], now: Instant, leaseEnds: Instant): string[] {
  const claimed: string[] = []
  for (const id of [...new Set(ids)].sort()) {
    const row = tables.messages.get(id)
    if (row?.state !== 'queued') continue
    if (row.attempts === 0 || row.nextAttemptAt <= now) {
      claimed.push(id)
      tables.messages.set(id, { ...row, attempts: row.attempts + 1, nextAttemptAt: leaseEnds })
    } else {
      const dueAt = Math.max(row.nextAttemptAt, later(now, seconds(1))) as Instant
      tables.jobs.set(id, { message: id, channel: row.channel, dueAt })
    }
  }
  return claimed
}

function sendable(tables: Tables, row: MessageRow | undefined): SimMessage[] {
  if (!row) return []
  const { id, kind, channel, recipient, data, attempts, dedupeKey } = row
  const shipmentId = row.shipment === null ? null : idOf('shp', row.shipment)
  // Machines are told what was; only people are told what is.
  const known = channel !== 'webhook' && shipmentId && tables.shipments.get(shipmentId)
  const shipment = known ? { status: known.status, dueAt: known.dueAt } : null
  return [
    { id, kind, channel, recipient, data, attempts, shipment, meaning: dedupeKey, shipmentId },
  ]
}

/** A shipment that was only taken out for now counts as never announced to its recipient: the next deposit tells. */
function retract(
  tables: Tables,
  ids: readonly string[],
  mayBeTold: (message: SimMessage) => boolean,
  now: Instant,
): SimMessage[] {
  const lastError = NOT_TRUE
  const all = [...new Set(ids)].flatMap((id) => sendable(tables, tables.messages.get(id)))
  const trueAgain = all.filter(mayBeTold)
  for (const message of all) {
    const row = tables.messages.get(message.id)
    if (row?.state !== 'queued' || trueAgain.includes(message)) continue
    tables.messages.set(row.id, { ...row, state: 'dropped', finishedAt: now, lastError })
    if (row.kind !== 'shipment.ready' || row.shipment === null) continue
    const shipment = tables.shipments.get(idOf('shp', row.shipment))
    if (shipment?.status === 'announced' || shipment?.status === 'withdrawn')
      tables.shipments.set(shipment.id, { ...shipment, readyAt: null })
  }
  return trueAgain
}
