import type { LockerId } from '@cubby/kit/ids'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { morning } from '@cubby/testing/kernel/builders'
import { type Content, type House, inOrderOf, type Side } from './side.ts'
import { compactInto, pageFrom, renewEpochsIn } from '../memory-feed.ts'
import { outboxOf } from '../memory-outbox.ts'
import { devicesOf, readingsOf } from '../memory-ports.ts'
import { MemoryStore } from '../memory-store.ts'
import type { Tables } from '../tables.ts'

/** The store of the simulator. */
export const memoryHouse = async (): Promise<House> => ({
  fresh: async () => memorySide(),
  [Symbol.asyncDispose]: async () => {},
})

function memorySide(): Side {
  const clock = new VirtualClock(morning)
  const memory = new MemoryStore()
  const { tables, change } = memory
  let epochs = 0
  const newEpoch = () => `epoch ${++epochs}`
  const blank = {
    service: 'in-service' as const,
    leaving: [],
    publicKey: null,
    deviceVersion: null,
    lastSeenAt: null,
    forkSeenAt: null,
  }
  return {
    clock,
    store: memory.connect({ newEpoch }),
    readings: readingsOf(memory, clock),
    devices: devicesOf(memory),
    outbox: outboxOf(memory),
    addOrganization: (row) => change(() => tables.organizations.set(row.id, row)),
    addLocker: (row) => change(() => tables.lockers.set(row.id, { ...row, ...blank })),
    addEndpoint: (row) => change(() => tables.endpoints.set(row.id, row)),
    addCode: (hash, row) => change(() => tables.codes.set(hash, row)),
    page: (cursor, limit) => change(() => pageFrom(tables, cursor, limit)),
    compact: () => change(() => compactInto(tables)),
    renewEpochs: () => change(() => renewEpochsIn(tables, newEpoch)),
    content: () => change(() => contentOf(tables)),
  }
}

const byId = <Row extends { id: string }>(rows: Iterable<Row>) => inOrderOf(rows, ({ id }) => id)
const split = (key: string) => key.split(' ') as [LockerId, never]

function contentOf(tables: Tables): Content {
  return {
    lockers: byId(tables.lockers.values()).map(
      ({ layout: _layout, service: _service, leaving: _leaving, ...row }) => row,
    ),
    codes: byKey(tables.codes.copy()).map(([hash, row]) => ({ hash, ...row })),
    couriers: byId(tables.couriers.values()),
    shipments: byId(tables.shipments.values()),
    parcels: byId(tables.parcels.values()),
    rights: byId(tables.rights.values()),
    commands: byId(tables.commands.values()),
    custody: byId(tables.custody.values()),
    alarms: inOrderOf(tables.alarms.values(), ({ dedupeKey }) => dedupeKey),
    messages: byId(tables.messages.values()),
    jobs: byKey(tables.jobs.copy()).map(([message, { channel, dueAt }]) => {
      return { message, isWebhook: channel === 'webhook', dueAt }
    }),
    endpoints: byId(tables.endpoints.values()),
    quarantine: byKey(tables.quarantine.copy()).map(([, row]) => row),
    journals: byKey(tables.journals.copy()).map(([, row]) => row),
    entries: byKey(tables.entries.copy()).flatMap(([key, list]) => {
      const [locker, journal] = split(key)
      return list.map(({ seq, at, synced, body, hash, receivedAt }) => {
        return { locker, journal, seq, at, synced, body, hash, receivedAt }
      })
    }),
    cells: byKey(tables.cells.copy()).map(([key, state]) => {
      const [locker, cell] = split(key)
      return { locker, cell, state }
    }),
    stays: byKey(tables.stays.copy()).map(([, row]) => row),
    streams: byKey(tables.streams.copy()).map(([stream, { head, floor }]) => {
      return { stream, head, floor }
    }),
    feed: byKey(tables.feed.copy()).flatMap(([, items]) =>
      byKey(items.copy()).map(([, row]) => row),
    ),
  }
}

const byKey = <V>(rows: ReadonlyMap<string, V>): [string, V][] => inOrderOf(rows, ([key]) => key)
