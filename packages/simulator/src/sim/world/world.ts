import { type Instant, instant, type Millis } from '@cubby/kit/clock'
import {
  type CourierId,
  type IdSource,
  idSource,
  type LockerId,
  type LockerModelId,
  type OrganizationId,
  type SegmentId,
} from '@cubby/kit/ids'
import { type Prng, prng } from '@cubby/kit/prng'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import type { ServerKeys } from '@cubby/server/keys/server-keys'
import { type Logger, pino } from 'pino'
import { ConfigurationChecker } from '../checkers/configuration-checker.ts'
import { CourierChecker } from '../checkers/courier-checker.ts'
import { CustodyChecker } from '../checkers/custody-checker.ts'
import { DoorsChecker } from '../checkers/doors-checker.ts'
import { FeedChecker } from '../checkers/feed-checker.ts'
import { JournalsChecker } from '../checkers/journals-checker.ts'
import { MessagesChecker } from '../checkers/messages-checker.ts'
import { MirrorChecker } from '../checkers/mirror-checker.ts'
import { ServiceChecker } from '../checkers/service-checker.ts'
import { RentalChecker } from '../checkers/rental-checker.ts'
import { TriesChecker } from '../checkers/tries-checker.ts'
import type { Street } from '../people/hands.ts'
import type { BadDay } from '../run/bad-day.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { Gateway } from './gateway.ts'
import { Ledger } from './ledger.ts'
import type { Machine } from './machine.ts'
import type { Office } from './office.ts'
import type { Checker, Observed, Violation } from './observed.ts'
import type { ServerProcess } from './server-process.ts'
import type { SimLink } from './sim-link.ts'
import { Story } from './story.ts'
import { turnsOfTheLoop } from './turns.ts'

const MONDAY = instant(Date.parse('2026-03-02T06:00:00Z'))

/** People who mend machines. */
export interface Technicians {
  worksShifts(): Promise<void>
  /** Puts a blank disk into a machine, which is emptied first. */
  changeDisk(machine: Machine): Promise<void>
  /** Takes everything out of a machine whose records will not know of it. */
  empties(machine: Machine): void
}

/** Everything there is on one bad day. Parts find each other here; none of it is the product's. */
export class World {
  readonly day: BadDay
  readonly clock = new VirtualClock(MONDAY, turnsOfTheLoop())
  readonly chance: Prng
  readonly ids: IdSource
  readonly story: Story
  readonly ledger = new Ledger()
  readonly store = new MemoryStore()
  readonly keys: ServerKeys
  readonly machines: Machine[] = []
  readonly links = new Map<Machine, SimLink>()
  readonly servers: ServerProcess[] = []
  readonly violations: Violation[] = []
  readonly log: Logger
  readonly gateway: Gateway
  /** Who mends machines; at work once the network stands. */
  crew!: Technicians
  readonly street: Street
  readonly journals: JournalsChecker
  readonly doors: DoorsChecker
  readonly custody: CustodyChecker
  readonly tries: TriesChecker
  readonly mirrors: MirrorChecker
  readonly checkers: Checker[]
  readonly shop: OrganizationId
  readonly carrier: OrganizationId
  /** Rents cells for what it sends, and has couriers of its own for it. */
  readonly tenant: OrganizationId
  /** Of the tenant; none on days on which nothing is rented. */
  readonly tenantsCouriers: CourierId[] = []
  readonly segments: readonly SegmentId[]
  readonly model: LockerModelId
  /** How the API is reached; set once the servers stand. */
  office!: Office
  readonly startedAt = MONDAY
  healedAt = Infinity as Instant
  /** Chance that a commit of the servers fails, at the moment. */
  failAtCommit: number
  #isOver = false
  #epochs = 0
  #healed = Promise.withResolvers<void>()

  constructor(day: BadDay, keys: ServerKeys, onLine: ((line: string) => void) | null) {
    this.day = day
    this.failAtCommit = day.failAtCommit
    this.keys = keys
    this.chance = prng(`world ${day.seed}`)
    this.ids = seededIds(this.chance.split('ids'), this.clock)
    this.story = new Story(this.clock, onLine)
    this.shop = this.ids.mint('org')
    this.carrier = this.ids.mint('org')
    this.tenant = this.ids.mint('org')
    this.segments = [this.ids.mint('seg'), this.ids.mint('seg')]
    this.model = this.ids.mint('mdl')
    this.log = pino({ level: 'error', base: null }, { write: (line) => this.#complains(line) })
    const report = (invariant: number, text: string) => this.report(invariant, text)
    const { store, ledger, clock } = this
    this.journals = new JournalsChecker({ clock, store, report })
    this.doors = new DoorsChecker({ clock, store, ledger, report })
    this.custody = new CustodyChecker(ledger, report)
    this.tries = new TriesChecker(clock, report)
    this.mirrors = new MirrorChecker(store, report)
    this.checkers = [
      this.journals,
      this.doors,
      this.custody,
      this.tries,
      this.mirrors,
      new MessagesChecker(store, report),
      new FeedChecker(store, this.machines, report),
      new RentalChecker({ machines: this.machines, store, ledger, tenant: this.tenant, report }),
      new ConfigurationChecker(this.machines, report),
      new ServiceChecker(this.machines, report),
      new CourierChecker(this.machines, report),
    ]
    store.onCommit = () => this.#committed()
    this.gateway = this.#gatewayOf(day)
    this.street = this.#streetOf(day)
  }

  isHealing = (): boolean => this.clock.now() >= this.healedAt

  isOver = (): boolean => this.#isOver

  /** Faults stop; people behave; what is broken gets mended. */
  heal() {
    this.healedAt = this.clock.now()
    this.story.tell('world', 'the trouble is over')
    this.#healed.resolve()
  }

  /** People go home; what they have begun they finish. */
  end() {
    this.#isOver = true
  }

  /** Waits, but not beyond the end of the trouble. */
  async healedOr(duration: Millis): Promise<void> {
    if (this.isHealing()) return
    await Promise.race([this.clock.sleep(duration), this.#healed.promise])
  }

  observe = (observed: Observed) => {
    if (observed.see === 'entry')
      this.story.mark(`${observed.machine.name} ${observed.entry.seq} ${observed.entry.hash}`)
    if (observed.see === 'pulse')
      this.story.mark(`${observed.machine.name} pulse ${observed.door.cell}`)
    for (const checker of this.checkers) checker.see?.(observed)
  }

  report(invariant: number, text: string) {
    if (this.violations.length >= 20) return
    this.violations.push({ invariant, text })
    this.story.tell('checker', `INVARIANT ${invariant} IS BROKEN: ${text}`)
  }

  newEpoch = (): string => `epoch-${++this.#epochs}`

  machineOf(locker: LockerId): Machine | undefined {
    return this.machines.find(({ id, isClone }) => id === locker && !isClone)
  }

  /** Around each durable commit of a machine. */
  onCommitOf(machine: Machine, hook: (moment: 'before' | 'after') => void) {
    machine.onCommit = hook
  }

  /** What a machine had on its disk is gone for good. */
  diskGone(machine: Machine) {
    const journal = machine.journal
    if (journal) this.journals.scrapped(machine.id, journal)
    this.doors.forget(machine)
    this.custody.forget(machine)
    this.tries.forget(machine)
  }

  #committed() {
    this.journals.afterCommit()
    this.mirrors.afterCommit()
    for (const { id, notBefore, expiresAt, asOfSeq } of this.store.tables.commands.values())
      this.doors.commandAsked(id, { notBefore, expiresAt, asOfSeq })
  }

  /** Something failed and nobody heard of it: a fault, unless a death or a full disk explains it. */
  unheard = (error: unknown) => {
    const { name, message, code } = error as Error & { code?: string }
    if (!expectedErrors.test(`${name} ${code} ${message}`))
      this.report(0, `nobody heard of ${name}: ${message}`)
  }

  /** An error that a program logs is a fault of ours, unless the world around it explains it. */
  #complains(line: string) {
    const told = JSON.parse(line) as {
      msg: string
      err?: { type: string; message: string; code?: string }
    }
    const { type, message, code } = told.err ?? { type: '', message: '' }
    const isExpected = told.err === undefined || expectedErrors.test(`${type} ${code} ${message}`)
    this.story.tell('log', `${told.msg}${told.err ? `: ${told.err.message}` : ''}`)
    if (!isExpected) this.report(0, `${told.msg}: ${type} ${message}`)
  }

  #gatewayOf({ gateway: { fails, lies } }: BadDay): Gateway {
    return new Gateway({
      clock: this.clock,
      chance: this.chance.split('gateway'),
      fails,
      lies,
      observe: this.observe,
      isHealing: this.isHealing,
      delivered: ({ kind, shipmentId }) => {
        const shipment = shipmentId && this.ledger.byShipment.get(shipmentId)
        if (!shipment) return
        this.story.tell('phone', `${shipment.reference}: ${kind}`)
        shipment.code ??= this.codeOf(shipment.grant)
      },
    })
  }

  /** What a message would tell: the code of a right, while it lives. */
  codeOf(grant: string | null): string | null {
    const right = grant === null ? undefined : this.store.tables.rights.get(grant)
    return right ? this.keys.unsealCode(right.id, right.codeSealed) : null
  }

  #streetOf({ manners }: BadDay): Street {
    const { clock, story, ledger, machines, isHealing, isOver } = this
    return { clock, story, ledger, manners, machines, isHealing, isOver }
  }
}

/** Disks that are full, links that are cut and servers that are gone are what these days are made of. */
const expectedErrors =
  /journal\/disk-full|journal\/damaged|PowerCut|DeadProcess|PassingFailure|MachineDown|link\//

function seededIds(chance: Prng, clock: VirtualClock): IdSource {
  return idSource(
    () => clock.now(),
    (count) => Uint8Array.from({ length: count }, () => chance.int(0, 255)),
  )
}
