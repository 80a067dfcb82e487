import type { BodyOf } from '@cubby/domain/journal/entries'
import { type DoorKey, doorKey } from '@cubby/drivers/locker-hardware'
import { hours, type Instant, seconds } from '@cubby/kit/clock'
import type { CommandId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { VirtualClock } from '@cubby/kit/virtual-clock'
import type { MemoryStore } from '../store/memory-store.ts'
import type { DoorMoved, SteelDoor } from '../world/cabinet.ts'
import type { Ledger } from '../world/ledger.ts'
import type { Checker, Observed, Report, WatchedMachine } from '../world/observed.ts'

type Request = BodyOf<'door.requested'> & {
  seq: number
  at: number
  pulses: number
  isOver: boolean
}
type Options = { clock: VirtualClock; store: MemoryStore; ledger: Ledger; report: Report }
type Asked = { expiresAt: Instant; notBefore: Instant; asOfSeq: number | null }

/** After trouble inside a machine nobody holds what it says of doors against it for so long. */
const QUIET = hours(4)

/** How far a command may be late or early by a clock that still counts as right. */
const TOLERANCE = limits.clockToleranceMax + seconds(60)

/**
 * Invariants 3, 4, 7 and 9 at the lock itself: whenever bytes that mean "open" leave, a durable request under a right
 * that is good at this moment stands behind them, and they leave once.
 */
export class DoorsChecker implements Checker {
  readonly invariant = 3
  readonly #requests = new Map<string, Request>()
  readonly #touched = new Map<string, number>()
  readonly #pulsedCommands = new Set<CommandId>()
  /** Commands as the servers gave them, remembered beyond any restore. */
  readonly #asked = new Map<CommandId, Asked>()
  readonly #options: Options
  /** When somebody with a crowbar was at a door. */
  readonly #forcedAt = new Map<SteelDoor, Instant>()

  constructor(options: Options) {
    this.#options = options
  }

  /** A command exists from now on. */
  commandAsked(id: CommandId, asked: Asked) {
    if (!this.#asked.has(id)) this.#asked.set(id, asked)
  }

  see(observed: Observed) {
    if (observed.see === 'entry') this.#entry(observed.machine, observed.entry)
    else if (observed.see === 'pulse') this.#pulse(observed.machine, observed.door)
    else if (observed.see === 'door-moved') this.#moved(observed.machine, observed.moved)
  }

  /** The disk of a machine was put back or replaced: what it asked for before is over. */
  forget(machine: WatchedMachine) {
    for (const [key, request] of this.#requests)
      if (key.startsWith(`${machine.name} `)) request.isOver = true
    for (const key of this.#touched.keys())
      if (key.startsWith(`${machine.name} `)) this.#touched.delete(key)
  }

  #entry(machine: WatchedMachine, { seq, at, body }: Extract<Observed, { see: 'entry' }>['entry']) {
    if ('cell' in body && body.cell) {
      const place = `${machine.name} ${body.cell}`
      if (body.type === 'door.requested') {
        const key = placeOf(machine, doorKey(body.cell, body.side))
        this.#requests.set(key, { ...body, seq, at, pulses: 0, isOver: false })
      }
      if (body.type === 'command.accepted')
        this.#commandMeets(machine, body.command, this.#touched.get(place) ?? 0)
      this.#touched.set(place, seq)
    }
    if (body.type === 'door.forced') this.#forced(machine, body)
    if (
      body.type === 'door.closed' ||
      body.type === 'door.stuck' ||
      (body.type === 'door.unknown' && body.why === 'restart')
    ) {
      const request = this.#requests.get(placeOf(machine, doorKey(body.cell, body.side)))
      if (request) request.isOver = true
    }
  }

  /** "Forced" is said of doors that were forced, not of contacts that bounce. */
  #forced(machine: WatchedMachine, body: BodyOf<'door.forced'>) {
    const { clock, report } = this.#options
    const now = clock.now()
    const door = machine.options.cabinet.door(body.cell, body.side)
    const isWell = machine.options.boards.moods[door.board] === 'well'
    const wasForced = now - (this.#forcedAt.get(door) ?? -Infinity) < QUIET
    if (door.isOpen || wasForced || !isWell || now - machine.troubledAt < QUIET) return
    report(3, `${machine.name} ${doorKey(body.cell, body.side)}: said to be forced, and it is shut`)
  }

  /** The cell must not have changed since the server knew it when it asked. */
  #commandMeets(machine: WatchedMachine, command: CommandId, touchedSeq: number) {
    const asked = this.#asked.get(command)
    const knew = asked?.asOfSeq ?? null
    if (knew !== null && touchedSeq > knew)
      this.#options.report(
        7,
        `${machine.name} obeys ${command}, which knew entry ${knew}, on a cell that changed at ${touchedSeq}`,
      )
  }

  #pulse(machine: WatchedMachine, door: SteelDoor) {
    const { report } = this.#options
    const key = placeOf(machine, doorKey(door.cell, door.side))
    const request = this.#requests.get(key)
    if (!request) return report(3, `${key}: a pulse that nothing on the disk asked for`)
    request.pulses++
    if (request.pulses > 1) report(4, `${key}: request ${request.request} is pulsed twice`)
    else if (request.isOver) report(3, `${key}: a pulse for a request that has ended`)
    this.#rightHolds(machine, key, request)
  }

  #rightHolds(machine: WatchedMachine, key: string, request: Request) {
    const { right } = request
    if (right.kind === 'command') return this.#commandHolds(key, right.command)
    if (right.kind === 'grant') return this.#grantHolds(machine, key, request, right.grant)
    const { report, store } = this.#options
    const courier = store.tables.couriers.get(right.courier)
    if (!courier) return report(3, `${key}: ${right.courier} never was a courier`)
    if (courier.revokedAt !== null && this.#hasSynced(machine, courier.revokedAt))
      report(9, `${key}: ${right.courier} was revoked and this machine knows it`)
    this.#isFresh(machine, key)
  }

  #commandHolds(key: string, command: CommandId) {
    const { report, clock } = this.#options
    const asked = this.#asked.get(command)
    if (!asked) return report(3, `${key}: nobody ever gave ${command}`)
    if (this.#pulsedCommands.has(command)) report(4, `${key}: ${command} opens a second time`)
    this.#pulsedCommands.add(command)
    const now = clock.now()
    if (now > asked.expiresAt + TOLERANCE || now < asked.notBefore - TOLERANCE)
      report(7, `${key}: ${command} acts ${now - asked.expiresAt} ms after its end`)
  }

  #grantHolds(machine: WatchedMachine, key: string, request: Request, grant: `grn_${string}`) {
    const { report, ledger, store } = this.#options
    const shipment = ledger.byGrant.get(grant)
    const kept = store.tables.rights.get(grant)
    if (!shipment && !kept) return report(3, `${key}: nobody ever granted ${grant}`)
    if (shipment && shipment.locker !== machine.id)
      report(3, `${key}: ${grant} is a right to another machine`)
    const strangers = [...machine.options.cabinet.inside(request.cell)].filter((label) => {
      const parcel = ledger.parcels.get(label)
      return parcel && parcel.mishap === null && parcel.shipment !== shipment
    })
    if (strangers.length > 0 && request.purpose === 'collect')
      report(3, `${key}: ${grant} opens a door on ${strangers.join(', ')} of somebody else`)
    const revokedAt = kept?.revokedAt ?? null
    if (revokedAt !== null && this.#hasSynced(machine, revokedAt))
      report(9, `${key}: ${grant} was revoked and this machine should know it`)
  }

  /** True when the machine has seen everything that was known at that moment. */
  #hasSynced(machine: WatchedMachine, since: Instant) {
    return (machine.completeSince ?? -Infinity) > since + seconds(120)
  }

  /** A directory that nobody refreshed for longer than its limit lets no courier work. */
  #isFresh(machine: WatchedMachine, key: string) {
    const { clock, report } = this.#options
    const completeAt = machine.completeSince
    if (completeAt === null || machine.options.wall.offsetMs !== 0) return
    // A courier who signed in just in time may finish his visit.
    const slack = limits.sessionIdleCourier * 20
    if (clock.now() - completeAt > limits.directoryStaleAfter + slack)
      report(9, `${key}: a courier works on a directory from ${new Date(completeAt).toISOString()}`)
  }

  #moved(machine: WatchedMachine, { door, by }: DoorMoved) {
    if (by === 'force') this.#forcedAt.set(door, this.#options.clock.now())
    if (by !== 'bolt' || !door.isOpen) return
    const key = placeOf(machine, doorKey(door.cell, door.side))
    if (!this.#requests.has(key)) this.#options.report(3, `${key}: a bolt let go unasked`)
  }
}

const placeOf = (machine: WatchedMachine, door: DoorKey) => `${machine.name} ${door}`
