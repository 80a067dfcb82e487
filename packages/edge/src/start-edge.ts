import { join } from 'node:path'
import type { EntryBody } from '@cubby/domain/journal/entries'
import type { Side } from '@cubby/domain/cells/layout'
import type { Intent, Outcome } from '@cubby/domain/kernel/intent'
import { nextDueAt } from '@cubby/domain/kernel/due'
import type { LockerState } from '@cubby/domain/kernel/state'
import { Listeners } from '@cubby/drivers/lines/line'
import type { LockerHardware } from '@cubby/drivers/locker-hardware'
import type { Clock, Millis } from '@cubby/kit/clock'
import type { CellId, IdSource, LockerId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import type { KioskAsk, KioskIntentName, KioskSlip } from '@cubby/protocol/kiosk/intents'
import type { KioskState } from '@cubby/protocol/kiosk/state'
import type { Logger } from 'pino'
import { ClockKeeper } from './clock-keeper.ts'
import { assembleDevices } from './devices/assemble-devices.ts'
import type { DevicesNamed, MachineDevices, Scanned } from './devices/machine-devices.ts'
import { SlipPrinter } from './devices/printing/slip-printer.ts'
import { Commands } from './feed/commands.ts'
import { EdgeDirectory } from './feed/edge-directory.ts'
import { Feed } from './feed/feed.ts'
import { performIntent } from './kiosk-api/perform-intent.ts'
import { type KioskServer, startKioskServer } from './kiosk-api/kiosk-server.ts'
import { kioskState } from './kiosk-api/state-view.ts'
import { DoorWatcher, defaultPolling, doorsSeen, type Polling } from './locker/door-watcher.ts'
import { KernelShell } from './locker/kernel-shell.ts'
import { type HardwareSource, Locks } from './locker/locks.ts'
import { MachineKeeper } from './locker/machine-keeper.ts'
import { Pulses } from './locker/pulses.ts'
import { Ticker } from './locker/ticker.ts'
import { Turns } from './locker/turns.ts'
import type { EdgeDisk } from './store/edge-disk.ts'
import { Identity } from './store/identity.ts'
import { Journal } from './store/journal.ts'
import { SqliteDisk } from './store/sqlite-disk.ts'
import { httpTransport } from './sync/http-transport.ts'
import { LinkSession } from './sync/link-session.ts'
import { type LinkStatus, SyncLoop } from './sync/sync-loop.ts'
import { SyncRound } from './sync/sync-round.ts'
import type { Transport } from './sync/transport.ts'

/** Where a locker remembers: a file in a folder, or a disk that somebody opened for it, which it closes at its end. */
export type EdgeStorage =
  | {
      /** A folder for the one file of this locker; `:memory:` for a life that nobody needs to remember. */
      dataDir: string
      /** `off` is for simulated disks only. */
      synchronous?: 'full' | 'off'
    }
  | { disk: EdgeDisk }

export type EdgeOptions = EdgeStorage & EdgeSurroundings

export type EdgeSurroundings = {
  /** The server's root address, or another way to reach it. */
  server: string | Transport
  /** Needed for the first contact only. */
  enrolmentCode: string | null
  hardware: HardwareSource
  clock: Clock
  ids: IdSource
  /** For pauses between tries; not for secrets. */
  random: Prng
  /** Port of the screens' API on loopback; 0 takes any free one, null starts none. */
  kioskPort: number | null
  /** The folder of the built screens, handed out beside that API. */
  screens?: string
  /** Origins that may show them in a frame: the bench of a virtual locker. */
  framedBy?: readonly string[]
  /** What hangs on this machine beside the locks, whatever the feed says. */
  devices?: DevicesNamed
  /** A file on this machine names all its devices: the feed adds none. */
  areDevicesWritten?: boolean
  version: string
  log: Logger
  polling?: Polling
  /** How often the server is asked when nobody pokes; a replay of months asks less often. */
  pollEvery?: Millis
}

/** A running locker. Killing the process at any moment is safe; `stop` is only faster at the next start. */
export type Edge = {
  locker(): LockerId | null
  state(): LockerState
  readonly directory: EdgeDirectory
  readonly journal: Pick<Journal, 'id' | 'lastSeq' | 'after' | 'acknowledged'>
  hardware(): LockerHardware | null
  /** What hangs on this machine beside the locks. */
  readonly devices: MachineDevices
  submit(intent: Intent): Promise<Outcome>
  /** What a person asks at the screen, codes and labels as typed. */
  perform<K extends KioskIntentName>(name: K, ask: KioskAsk<K>): Promise<Outcome>
  /** Prints what this courier put in; rejects with `printer/unavailable`, or `conflict/state` when there is nothing to print for. */
  printSlip(slip: KioskSlip): Promise<void>
  /** As a screen on this side may know it; without a side: as any screen here may. */
  kioskState(side?: Side | null): KioskState
  readonly kioskUrl: string | null
  readonly sync: { idle(): Promise<boolean>; status(): LinkStatus }
  /** Calls back after each change of the state, the directory or the link. */
  onChange(listener: () => void): () => void
  stop(): Promise<void>
}

/** Starts the program inside a locker: what is on the disk, then the doors, then people, then the server. */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  await using undo = new AsyncDisposableStack()
  const { clock, ids, log } = options
  const disk = undo.use(diskOf(options))
  const parts = assemble(options, disk, undo)
  const { shell, locks, machine, keeper } = parts
  await locks.open(machine.known())
  const seen = await locks.current?.readAll()
  const { boot } = keeper
  await shell.submit({
    do: 'start',
    boot,
    version: options.version,
    doors: seen ? doorsSeen(seen) : [],
  })
  const changes = changesOf(parts)
  const edge = edgeOf(parts, changes)
  const kiosk: KioskServer | null =
    options.kioskPort === null
      ? null
      : undo.use(
          await startKioskServer({
            port: options.kioskPort,
            clock,
            ids,
            log,
            screens: options.screens ?? null,
            framedBy: options.framedBy ?? [],
            perform: edge.perform,
            printSlip: edge.printSlip,
            state: edge.kioskState,
            version: changes.version,
            onChange: edge.onChange,
          }),
        )
  parts.scans.add((scanned) => kiosk?.scanned(scanned))
  // Not waited for: no device keeps people from the doors.
  void parts.named.look()
  const running = run(parts)
  const owned = undo.move()
  return {
    ...edge,
    kioskUrl: kiosk?.url ?? null,
    stop: async () => {
      parts.stop.abort()
      await running
      // A full disk may stand in the way; the next start then folds a little more.
      try {
        shell.snapshotWhenDue(1)
      } catch (error) {
        log.warn({ err: error }, 'no snapshot')
      }
      await owned.disposeAsync()
    },
  }
}

function diskOf(storage: EdgeStorage): EdgeDisk {
  if ('disk' in storage) return storage.disk
  const { dataDir, synchronous = 'full' } = storage
  const path = dataDir === ':memory:' ? dataDir : join(dataDir, 'edge.sqlite')
  return new SqliteDisk({ path, synchronous })
}

type Machine = ReturnType<typeof assembleMachine>
type Parts = ReturnType<typeof assemble>

function assemble(options: EdgeSurroundings, disk: EdgeDisk, undo: AsyncDisposableStack) {
  const machine = assembleMachine(options, disk, undo)
  return { ...machine, sync: assembleLink(options, machine) }
}

/** Everything that works without a server; each part is told what it needs of the others. */
function assembleMachine(options: EdgeSurroundings, disk: EdgeDisk, undo: AsyncDisposableStack) {
  const { clock, ids, log, polling = defaultPolling } = options
  const stop = new AbortController()
  const identity = new Identity(disk)
  const journal = new Journal(disk, ids)
  const keeper = new ClockKeeper({ clock, boot: ids.mint('bot'), lastEntryAt: journal.lastAt })
  const directory = new EdgeDirectory()
  const locks = undo.use(
    new Locks({
      source: options.hardware,
      clock,
      log,
      onPush: () => watcher.hurry(),
    }),
  )
  const submit = (intent: Intent) => shell.submit(intent)
  const state = () => shell.state
  const record = (bodies: readonly EntryBody[]) => shell.record(bodies)
  const common = { clock, log, stop: stop.signal, hardware: () => locks.current, state, submit }
  const pulses = new Pulses({ ...common, pulse: (cell, side) => locks.pulse(cell, side) })
  const shell = new KernelShell({
    journal,
    directory,
    clock: keeper,
    ids,
    run: (effects) => pulses.run(effects),
  })
  const feed = new Feed({ disk, identity, directory, tell: record })
  const isCell = (cell: CellId) => directory.cell(cell) !== undefined
  const watcher = new DoorWatcher({ ...common, isCell, polling })
  const machine = new MachineKeeper({ disk, directory, state, record })
  const commands = new Commands({ directory, keeper, submit, state })
  const turns = new Turns({ directory, now: () => keeper.now() })
  const dueInState = () => nextDueAt(shell.state, directory, directory.rules(keeper.now()))
  const ticker = new Ticker({
    clock,
    log,
    stop: stop.signal,
    now: () => keeper.now(),
    dueAt: () => earlier(dueInState(), earlier(commands.nextDueAt(), turns.nextAt())),
    tick: async () => {
      await shell.submit({ do: 'tick' })
      turns.look()
      await commands.obeyDue()
      upkeep({ shell, journal, keeper })
    },
  })
  const scans = new Listeners<[Scanned]>()
  const devicesChanged = new Listeners<[]>()
  const told = { timeZone: () => directory.timeZone, now: () => keeper.now() }
  const shared = { ids, disk, identity, directory, machine, shell, scans, devicesChanged }
  const hanging = assembleDevices(options, { ...common, ...told, ...shared }, undo)
  turns.look()
  const parts = { stop, identity, journal, keeper, feed, locks, machine, shell, scans }
  return { ...parts, ...hanging, devicesChanged, commands, watcher, turns, ticker }
}

function assembleLink(options: EdgeSurroundings, machine: Machine): SyncLoop {
  const { clock, random, log, version, enrolmentCode, server } = options
  const { stop, identity, journal, keeper, feed, locks, shell, commands, watcher } = machine
  const { turns, ticker, devices } = machine
  const transport =
    typeof server === 'string' ? httpTransport({ serverUrl: server, clock }) : server
  const session = new LinkSession({ transport, identity, clock, version, enrolmentCode, log })
  const record = (bodies: readonly EntryBody[]) => shell.record(bodies)
  const applied = async () => {
    // Behind other wires are doors that nobody has looked at.
    if (await locks.open(machine.machine.known())) {
      watcher.hurry()
      devices.boardsChanged()
    }
    void machine.named.look()
    await commands.obeyDue()
    turns.look()
    // A command may wait for a moment that the ticker has not heard of.
    ticker.reconsider()
    upkeep({ shell, journal, keeper })
  }
  const round = new SyncRound({ journal, feed, session, clock, keeper, record, applied })
  return new SyncLoop({
    session,
    round,
    journal,
    clock,
    random,
    record,
    log,
    stop: stop.signal,
    ...(options.pollEvery === undefined ? {} : { pollEvery: options.pollEvery }),
  })
}

/** What nobody waits for: forgetting the old, noticing a clock that nobody vouches for, saving the fold. */
function upkeep({ shell, journal, keeper }: Pick<Machine, 'shell' | 'journal' | 'keeper'>) {
  const lapsed = keeper.lapsed()
  if (lapsed) shell.record([lapsed])
  shell.snapshotWhenDue()
  if (keeper.isSynced) journal.pruneDaily(keeper.now())
}

/** Lets everything run until `stop`, and wakes whom a change concerns. */
function run({ shell, watcher, ticker, sync }: Parts): Promise<unknown> {
  shell.onChange(() => {
    watcher.hurry()
    ticker.reconsider()
    sync.wake()
  })
  return Promise.all([watcher.run(), ticker.run(), sync.run(), sync.runPokes()])
}

function changesOf({ shell, sync, turns, devicesChanged }: Parts) {
  let version = 1
  const listeners = new Set<() => void>()
  const changed = () => {
    version++
    for (const listener of listeners) listener()
  }
  shell.onChange(changed)
  sync.onChange(changed)
  turns.onTurn(changed)
  devicesChanged.add(changed)
  return {
    version: () => version,
    onChange: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function edgeOf(
  { identity, journal, keeper, feed, locks, shell, sync, devices }: Parts,
  changes: ReturnType<typeof changesOf>,
) {
  const { directory } = feed
  const submit = (intent: Intent) => shell.submit(intent)
  const persons = { enrolled: () => identity.enrolled, directory, now: () => keeper.now(), submit }
  const seen = (side: Side | null = null) =>
    kioskState({
      side,
      version: changes.version(),
      locker: identity.enrolled?.locker ?? null,
      state: shell.state,
      directory,
      now: keeper.now(),
      isClockSynced: keeper.isSynced,
      isOnline: sync.status().isOnline,
      hasLocks: locks.current !== null,
      canPrint: devices.printer?.canPrint ?? false,
    })
  const slips = new SlipPrinter({
    printer: () => devices.printer,
    place: () => directory.place,
    now: () => keeper.now(),
    seen,
  })
  return {
    locker: () => identity.enrolled?.locker ?? null,
    state: () => shell.state,
    directory,
    journal,
    submit,
    onChange: changes.onChange,
    hardware: () => locks.current,
    devices,
    perform: <K extends KioskIntentName>(name: K, ask: KioskAsk<K>) => {
      devices.attended()
      return performIntent(persons, name, ask)
    },
    kioskState: seen,
    printSlip: (slip: KioskSlip) => slips.print(slip),
    sync: {
      idle: () => sync.idle(),
      status: () => sync.status(),
    },
  }
}

const earlier = <T extends number>(one: T | null, other: T | null): T | null =>
  one === null || (other !== null && other < one) ? other : one
