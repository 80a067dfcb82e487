import type { Instant } from '@cubby/kit/clock'
import { idOf, isId, type LockerId, type ShipmentId, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Operation } from '@cubby/protocol/operation'
import type { Topic } from '@cubby/protocol/changes'
import { listDisputes } from '@cubby/protocol/operations/disputes/list-disputes'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { readShipment } from '@cubby/protocol/operations/shipments/read-shipment'
import { listAlarms } from '@cubby/protocol/operations/upkeep/list-alarms'
import type { ServerContext } from '../context.ts'
import { mayCall } from '../http/auth.ts'
import type { Caller } from '../http/caller.ts'
import { isKnownToCaller, knowsEveryLocker } from '../rentals/whose-cells.ts'
import { shipmentsSeen } from '../shipments/shipment-rows.ts'
import { rentedCells } from './rented-cells.ts'
import { cellStream, lockerStream, machineStream, officeStream, ownStream } from './topics.ts'

/** What a screen hears, as things stand now. */
export type Hearing = {
  /** Which topics are told when a stream is poked. */
  topics: ReadonlyMap<string, readonly Topic[]>
  /** When one of these is poked, somebody else may be meant by now: ask anew. */
  anewOn: ReadonlySet<string>
  /** The same at this moment, without anybody saying so: a rental begins or ends. Null: never. */
  anewAt: Instant | null
}

type Needs = Pick<ServerContext, 'clock' | 'db'>
type Source = [stream: string, topic: Topic]
type Asked = { whole: readonly Topic[]; lockers: LockerId[]; shipments: ShipmentId[] }

/** What is read when somebody looks again: whoever may not read it hears nothing of it. */
const reads: Record<string, Operation> = {
  lockers: listLockers,
  locker: readLocker,
  shipments: listShipments,
  shipment: readShipment,
  messages: listMessages,
  alarms: listAlarms,
  disputes: listDisputes,
}

/**
 * On which streams this caller hears of these topics. Of what he may not see nothing is told, not even that something has
 * happened: each stream is told of what is one organization's, or at one locker, so there is nothing to sift afterwards.
 */
export async function hearingOf(
  ctx: Needs,
  caller: Caller,
  topics: readonly Topic[],
): Promise<Hearing> {
  const allowed = topics.filter((topic) => mayHear(caller, topic))
  const asked: Asked = {
    whole: allowed.filter((topic) => !topic.includes(':')),
    lockers: allowed.map(idIn).filter((id) => isId('lck', id)),
    shipments: allowed.map(idIn).filter((id) => isId('shp', id)),
  }
  if (caller.organization !== null) return asOrganization(ctx, caller, asked)
  if (caller.lockers !== null) return lasting(await atLockers(ctx, caller, asked))
  return lasting(allowed.map((topic) => [officeStream(topic), topic]))
}

const idIn = (topic: Topic) => topic.slice(topic.indexOf(':') + 1)

function mayHear(caller: Caller, topic: Topic): boolean {
  const [kind = ''] = topic.split(':')
  const read = reads[kind]
  return read !== undefined && mayCall(read, caller, { locker: idIn(topic) })
}

const lasting = (sources: readonly Source[]): Hearing => ({
  topics: byStream(sources),
  anewOn: new Set(),
  anewAt: null,
})

function byStream(sources: readonly Source[]): Hearing['topics'] {
  const streams = new Map<string, Topic[]>()
  for (const [stream, topic] of sources) {
    const told = streams.get(stream)
    if (told) told.push(topic)
    else streams.set(stream, [topic])
  }
  return streams
}

/**
 * Its own shipments, messages and things in lockers, the doors of cells that it rents, and the machines of which it knows. It comes to
 * machines and leaves them with its rentals, and with what it has inside when they are over.
 */
async function asOrganization(ctx: Needs, caller: Caller, asked: Asked): Promise<Hearing> {
  const own = idOf('org', caller.organization ?? '')
  const whole = asked.whole.flatMap((topic): Source[] =>
    topic === 'shipments' || topic === 'messages' ? [[ownStream(own, topic), topic]] : [],
  )
  const isEverywhere = await knowsEveryLocker(ctx.db, uuidOf(own))
  const everywhere: Source = [machineStream('lockers'), 'lockers']
  const wantsAll = asked.whole.includes('lockers') && !isEverywhere
  const known = wantsAll ? await lockersKnown(ctx, caller, null) : []
  const machines = known.map((id): Source => [machineStream(`locker:${id}`), 'lockers'])
  if (asked.whole.includes('lockers') && isEverywhere) machines.push(everywhere)
  const shown = await lockersKnown(ctx, caller, asked.lockers)
  const lockers = shown.flatMap((id): Source[] => [
    [ownStream(own, `locker:${id}`), `locker:${id}`],
    [machineStream(`locker:${id}`), `locker:${id}`],
  ])
  const rented = await rentedCells(ctx, own, shown)
  const doors = rented.cells.map(({ cell, locker }): Source => [
    cellStream(cell),
    `locker:${locker}`,
  ])
  // It knows of these for as long as something of its own is inside.
  const left = isEverywhere ? [] : [...known, ...shown].filter((id) => !rented.lockers.has(id))
  return {
    topics: byStream([
      ...whole,
      ...machines,
      ...lockers,
      ...doors,
      ...(await oneByOne(ctx, caller, asked)),
    ]),
    anewOn: new Set(['network', ...left.map((id) => ownStream(own, `locker:${id}`))]),
    anewAt: rented.changesAt,
  }
}

/** What is at the lockers in reach. */
async function atLockers(ctx: Needs, caller: Caller, asked: Asked): Promise<Source[]> {
  const reach = [...(caller.lockers ?? [])].map((id) => idOf('lck', id))
  const whole = reach.flatMap((id) =>
    asked.whole.flatMap((topic): Source[] => {
      if (topic === 'lockers') return [[officeStream(`locker:${id}`), topic]]
      const isAtLocker = topic === 'shipments' || topic === 'alarms' || topic === 'disputes'
      return isAtLocker ? [[lockerStream(id, topic), topic]] : []
    }),
  )
  const lockers = asked.lockers.map((id): Source => [officeStream(`locker:${id}`), `locker:${id}`])
  return [...whole, ...lockers, ...(await oneByOne(ctx, caller, asked))]
}

async function oneByOne(ctx: Needs, caller: Caller, { shipments }: Asked): Promise<Source[]> {
  const seen = await shipmentsSeen(ctx.db, caller, shipments)
  return seen.map((id) => [officeStream(`shipment:${id}`), `shipment:${id}`])
}

/** Those of these lockers, or of all (null), of which the caller may know. */
async function lockersKnown(
  { db, clock }: Needs,
  caller: Caller,
  among: readonly LockerId[] | null,
): Promise<LockerId[]> {
  if (among?.length === 0) return []
  const rows = await db
    .selectFrom('locker')
    .select('locker.id')
    .where(isKnownToCaller(caller, clock.now()))
    .$if(among !== null, (q) => q.where('locker.id', 'in', (among ?? []).map(uuidOf)))
    .orderBy('locker.id')
    .limit(limits.changeLockersMax)
    .execute()
  return rows.map(({ id }) => idOf('lck', id))
}
