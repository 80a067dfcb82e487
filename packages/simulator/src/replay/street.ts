import { mkdirSync } from 'node:fs'
import { cellsOf, type Layout } from '@cubby/domain/cells/layout'
import { withdrawable } from '@cubby/domain/kernel/people/couriers'
import type { Outcome } from '@cubby/domain/kernel/intent'
import { AppError } from '@cubby/kit/app-error'
import { type Clock, type Instant, minutes, seconds } from '@cubby/kit/clock'
import type { CellId, IdSource, LockerId } from '@cubby/kit/ids'
import { prng } from '@cubby/kit/prng'
import type { KioskAsk, KioskIntentName } from '@cubby/protocol/kiosk/intents'
import { mixedHardware } from '@cubby/edge/locker/mixed-hardware'
import { type VirtualLocker, virtualLocker } from '@cubby/edge/locker/virtual-hardware'
import { type Edge, startEdge } from '@cubby/edge/start-edge'
import { httpTransport } from '@cubby/edge/sync/http-transport'
import type { Transport } from '@cubby/edge/sync/transport'
import type { Pokes } from '@cubby/server/link/pokes/pokes'
import type { Logger } from 'pino'
import { type Machine, queueOfPeople } from './machine.ts'
import type { Outage } from './orders.ts'
import type { Quiet } from './quiet.ts'

export type StreetLockerOptions = {
  name: string
  locker: LockerId
  layout: Layout
  dir: string
  serverUrl: string
  enrolmentCode: string
  clock: Clock
  ids: IdSource
  quiet: Quiet
  pokes: Pokes
  streams: ReadonlySet<string>
  outages: readonly Outage[]
  mixedBoards: boolean
  log: Logger
}

/** A real edge on emulated boards, its link with a plug to pull, and what physically lies in its cells. */
export type StreetLocker = {
  name: string
  locker: LockerId
  edge: Edge
  hardware: VirtualLocker
  machine: Machine
  /** What lies in each cell, whoever thinks otherwise. */
  contents: ReadonlyMap<CellId, ReadonlySet<string>>
  truth: Truth
}

/** What the steel knows, independently of any program. */
export type Truth = { pulses: number; opened: number; forced: number; doubleBookings: number }

/** A slow mobile network: news gather while one exchange is under way, and a busy minute costs one. */
const LINK_DELAY = minutes(3)

/** Starts one machine. Its edge enrols by itself as soon as time moves and the link is up. */
export async function openStreetLocker(options: StreetLockerOptions): Promise<StreetLocker> {
  const { name, locker, layout, dir, clock, ids } = options
  mkdirSync(dir, { recursive: true })
  const hardware = virtualLocker(layout, clock, options.mixedBoards ? mixedHardware : undefined)
  const contents = new Map<CellId, Set<string>>()
  const truth: Truth = { pulses: 0, opened: 0, forced: 0, doubleBookings: 0 }
  hardware.onPulse(() => truth.pulses++)
  hardware.onDoor(({ door, by }) => {
    if (door === 'open') truth[by === 'force' ? 'forced' : 'opened']++
  })
  const edge = await startEdge({
    dataDir: dir,
    enrolmentCode: options.enrolmentCode,
    hardware: hardware.config,
    clock,
    ids,
    server: linkOf(options),
    random: prng(`${name}/back-off`),
    kioskPort: null,
    version: 'replay',
    log: options.log,
    polling: {
      busy: seconds(2),
      idle: minutes(10),
    },
    pollEvery: minutes(20),
  })
  const machine = machineOf(options, edge, hardware, contents, truth)
  return { name, locker, edge, hardware, machine, contents, truth }
}

/** The real HTTP link behind a plug: in an outage nothing gets through, in neither direction. */
function linkOf({
  serverUrl,
  clock,
  quiet,
  outages,
  pokes,
  streams,
}: StreetLockerOptions): Transport {
  const real = httpTransport({ serverUrl, clock })
  const isDown = (now: Instant) => outages.some(({ from, until }) => from <= now && now < until)
  const check = () => {
    if (isDown(clock.now())) throw new AppError('link/unreachable', 'the link is cut')
  }
  return {
    post: async (path, body, options) => {
      check()
      const reply = await quiet.track(real.post(path, body, options), path.endsWith('/sync'))
      if (path.endsWith('/sync')) await clock.sleep(LINK_DELAY, options.signal)
      check()
      return reply
    },
    poke: async ({ signal }, listener) => {
      check()
      const stop = pokes.listen(streams, (names) => {
        if (!isDown(clock.now())) listener.poked(names)
      })
      listener.opened()
      while (!signal.aborted && !isDown(clock.now())) await clock.sleep(minutes(5), signal)
      stop()
      check()
    },
  }
}

function machineOf(
  { name, layout, quiet, clock }: StreetLockerOptions,
  edge: Edge,
  hardware: VirtualLocker,
  contents: Map<CellId, Set<string>>,
  truth: Truth,
): Machine {
  const inside = (cell: CellId) => {
    const labels = contents.get(cell) ?? new Set<string>()
    contents.set(cell, labels)
    return labels
  }
  return {
    name,
    cells: cellsOf(layout),
    ask: (intent, body): Promise<Outcome> =>
      quiet.track(edge.perform(intent as KioskIntentName, body as KioskAsk<KioskIntentName>)),
    withdrawable: async () =>
      edge
        .kioskState()
        .sessions.flatMap((session) => (session.kind === 'courier' ? session.withdrawable : [])),
    hasToGoBack: () =>
      [...edge.directory.couriers()].some(
        (courier) =>
          withdrawable(
            { state: edge.state(), directory: edge.directory, now: clock.now() },
            courier,
          ).length > 0,
      ),
    isOpen: (cell) => hardware.doorState(cell, 'front') === 'open',
    close: (cell) => hardware.closeDoor(cell, 'front'),
    put: (cell, label, together) => {
      const labels = inside(cell)
      if ([...labels].some((other) => !together.includes(other))) truth.doubleBookings++
      labels.add(label)
      hardware.putItem(cell, 'front')
    },
    take: (cell) => {
      const labels = [...inside(cell)]
      inside(cell).clear()
      hardware.takeItem(cell, 'front')
      return labels
    },
    atTheScreen: queueOfPeople(),
  }
}
