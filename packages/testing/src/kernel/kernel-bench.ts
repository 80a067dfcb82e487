import type { CellSpec, Side } from '@cubby/domain/cells/layout'
import type { BodyOf, Entry, EntryType } from '@cubby/domain/journal/entries'
import { type MachineRules, usualRules } from '@cubby/domain/configuration/machine-rules'
import { decide } from '@cubby/domain/kernel/decide'
import { evolve } from '@cubby/domain/kernel/evolve'
import type { Decision, DoorSeen, Effect, Intent } from '@cubby/domain/kernel/intent'
import { cellIn, freshLocker, type LockerState } from '@cubby/domain/kernel/state'
import type { Rental } from '@cubby/domain/machine/rental'
import { rented } from '@cubby/domain/machine/rented'
import type {
  Courier,
  Directory,
  Grant,
  OrganizationRules,
  Plan,
} from '@cubby/domain/rights/directory'
import type { ServiceState } from '@cubby/domain/machine/service'
import { must } from '@cubby/kit/assert'
import { type Instant, later, type Millis, millis, seconds } from '@cubby/kit/clock'
import { type CellId, idSource, type SessionId } from '@cubby/kit/ids'
import { prng } from '@cubby/kit/prng'
import { aCell, aCourier, anId, morning, someRules, verifierOf } from './builders.ts'

export type DoorName = { cell: CellId; side: Side }

/** What the machine is made of and what its feed has told it; tests change it as the server would. */
export type Known = {
  cells: readonly CellSpec[]
  plans: Plan[]
  grants: Grant[]
  couriers: Courier[]
  organizations: OrganizationRules[]
  completeAt: Instant | null
  service: ServiceState
  rentals: Rental[]
  timeZone: string | null
  segments: ReadonlySet<string>
  rules: MachineRules
}

/**
 * The rules of a locker on a bench: no shell, no hardware, no waiting. Decisions are applied as the edge would apply
 * them, doors are played by whoever holds the bench, and time moves when told to.
 */
export class KernelBench {
  readonly known: Known
  readonly journal: Entry[] = []
  /** Every decision so far, with the moment it was made. */
  readonly decisions: (Decision & { at: Instant })[] = []
  /** Doors that stand open right now, whatever anybody has been told. */
  readonly openDoors = new Map<string, DoorName>()
  /** Pulses that no door has answered yet. */
  readonly pulses: Effect[] = []
  state: LockerState = freshLocker
  now: Instant = morning
  readonly #ids

  constructor(known: Known) {
    this.known = known
    const chance = prng('kernel bench')
    this.#ids = idSource(
      () => this.now,
      (count) => Uint8Array.from({ length: count }, () => chance.int(0, 255)),
    )
  }

  get directory(): Directory {
    const { cells, plans, grants, couriers, organizations, completeAt, service } = this.known
    const { rentals, timeZone, segments, rules } = this.known
    return {
      cells: (now) => rented(cells, rentals, now),
      rentals: () => rentals,
      timeZone,
      segments,
      rules: () => rules,
      cell: (id) => cells.find((each) => each.id === id),
      plan: (id) => plans.find((each) => each.parcel === id),
      plansByLabel: (label) => plans.filter((each) => each.label === label),
      grant: (id) => grants.find((each) => each.grant === id),
      grantsByVerifier: (verifier) => grants.filter((each) => each.codeVerifier === verifier),
      courier: (id) => couriers.find((each) => each.courier === id),
      organization: (id) => organizations.find((each) => each.organization === id),
      completeAt,
      service,
    }
  }

  /** Decides, records, and hands the pulses to whoever plays the doors. */
  do(intent: Intent): Decision {
    const view = { state: this.state, directory: this.directory }
    const decision = decide(view, intent, this.now, this.#ids)
    this.decisions.push({ ...decision, at: this.now })
    for (const body of decision.entries) this.#record(body)
    this.pulses.push(...decision.effects)
    return decision
  }

  #record(body: Entry['body']) {
    const entry = { seq: this.state.seq + 1, at: this.now, body }
    this.journal.push(entry)
    this.state = evolve(this.state, entry)
  }

  /** Lets time pass, and the rules notice. */
  wait(duration: Millis): Decision {
    this.now = later(this.now, duration)
    return this.do({ do: 'tick' })
  }

  /** Power comes back: the same journal, nobody standing there, doors as they are. */
  restart(sight: 'seen' | 'silent' = 'seen'): Decision {
    this.pulses.length = 0
    const doors = this.#doors().map((door) => ({ ...this.#look(door), ...silent(sight) }))
    return this.do({ do: 'start', boot: anId('bot', this.journal.length), version: '1', doors })
  }

  /** The board stops answering for this cell. */
  loseSightOf(cell: CellId, side: Side = 'front') {
    return this.do({
      do: 'see-doors',
      doors: [{ ...this.#look({ cell, side }), ...silent('silent') }],
    })
  }

  /** What the contacts of all doors say, as a board's poll would bring it. */
  look(item: boolean | null = null) {
    return this.do({ do: 'see-doors', doors: this.#doors().map((door) => this.#look(door, item)) })
  }

  /** Every pulsed lock springs open. */
  unlock(): Decision[] {
    return this.pulses.splice(0).map(({ cell, side }) => this.moveDoor('open', cell, side))
  }

  /** A door is opened or closed by hand; `item` is what a sensor then says. */
  moveDoor(to: 'open' | 'closed', cell: CellId, side: Side = 'front', item: boolean | null = null) {
    const key = `${cell} ${side}`
    if (to === 'open') this.openDoors.set(key, { cell, side })
    else this.openDoors.delete(key)
    return this.do({ do: 'see-doors', doors: [{ cell, side, door: to, item }] })
  }

  /** Whoever stands there shuts every door. */
  closeAll(item: boolean | null = null) {
    for (const { cell, side } of this.openDoors.values()) this.moveDoor('closed', cell, side, item)
  }

  /** A courier whose badge and PIN are right. */
  signIn(courier = aCourier(), side: Side = 'front'): SessionId {
    const { outcome } = this.do({
      do: 'sign-in-courier',
      side,
      courier: courier.courier,
      pinOk: true,
    })
    if (!outcome.ok || outcome.did !== 'signed-in') throw new Error(JSON.stringify(outcome))
    return outcome.session
  }

  scan(session: SessionId, label: string, type: string | null = null, low = false) {
    return this.do({ do: 'deposit', session, label, type, low })
  }

  /** A whole deposit: scan, door springs open, parcel in, door shut. */
  deposit(session: SessionId, plan: Pick<Plan, 'label'>, type: string | null = null) {
    const { outcome } = this.scan(session, plan.label, type)
    if (!outcome.ok || outcome.did !== 'opening') throw new Error(JSON.stringify(outcome))
    this.wait(seconds(1))
    this.unlock()
    this.wait(seconds(10))
    this.closeAll()
    return must(outcome.doors[0], 'a deposit opens a door')
  }

  typeCode(code: string, side: Side = 'front') {
    return this.do({ do: 'enter-code', side, codeVerifier: verifierOf(code) })
  }

  cellNamed(name: string) {
    return must(
      this.known.cells.find((cell) => cell.name === name),
      `no cell ${name}`,
    )
  }

  stateOf = (cell: CellId) => cellIn(this.state, cell)

  /** The stay of the parcel with this label, the latest one. */
  stayOf(label: string) {
    const stays = Object.values(this.state.stays).filter((stay) =>
      this.journal.some(
        ({ body }) =>
          body.type === 'stay.allocated' && body.stay === stay.id && body.label === label,
      ),
    )
    return must(stays.at(-1), `no stay for ${label}`)
  }

  /** All entries of one kind so far. */
  said<T extends EntryType>(type: T): BodyOf<T>[] {
    return this.journal.flatMap(({ body }) => (body.type === type ? [body as BodyOf<T>] : []))
  }

  #doors = (): DoorName[] =>
    this.known.cells.flatMap(({ id, sides }) => sides.map((side) => ({ cell: id, side })))

  #look({ cell, side }: DoorName, item: boolean | null = null): DoorSeen {
    return { cell, side, door: this.openDoors.has(`${cell} ${side}`) ? 'open' : 'closed', item }
  }
}

const silent = (sight: 'seen' | 'silent') =>
  sight === 'silent' ? ({ door: 'unknown' } as const) : {}

/** A started machine of two A, two B and one C with all doors shut, a courier, and a carrier that takes anything. */
export function aLocker(wish: Partial<Known> = {}): KernelBench {
  const bench = new KernelBench({
    cells: [
      aCell({ name: 'A1' }),
      aCell({ name: 'A2' }),
      aCell({ name: 'B1', type: 'B', size: { height: 190, width: 380, depth: 640 } }),
      aCell({ name: 'B2', type: 'B', size: { height: 190, width: 380, depth: 640 } }),
      aCell({ name: 'C1', type: 'C', size: { height: 390, width: 380, depth: 640 } }),
    ],
    plans: [],
    grants: [],
    couriers: [aCourier()],
    organizations: [someRules()],
    completeAt: morning,
    service: 'in-service',
    rentals: [],
    timeZone: null,
    segments: new Set(),
    rules: usualRules,
    ...wish,
  })
  bench.restart()
  bench.wait(millis(1))
  return bench
}
