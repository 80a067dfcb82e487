import type { EntryBody } from '@cubby/domain/journal/entries'
import { sha256 } from '@cubby/keys/digest'
import type { CellId } from '@cubby/kit/ids'
import { chainHash, GENESIS, type WireEntry } from '@cubby/protocol/link/envelope'
import { readEdgeJournal } from '@cubby/testing/network/edge-journal'
import type { NetworkLocker } from '@cubby/testing/network/start-network'
import type { Told } from './stubborn-people.ts'

/**
 * Reads the file of a dead edge and compares it with what people were told and with what the lock boards, which
 * have outlived it, have felt. Remembers the lives before, so that each look costs only what is new.
 */
export class LifeCheck {
  readonly faults: string[] = []
  readonly hashes: string[] = []
  readonly requests = new Map<CellId, number>()
  readonly pulses = new Map<CellId, number>()
  readonly #locker: NetworkLocker
  readonly #told: readonly Told[]
  readonly #journals = new Set<string>()
  readonly #sessions = new Set<string>()
  readonly #granted = new Set<string>()
  readonly #labels = new Map<string, string[]>()
  readonly #deposited = new Set<string>()
  #toldSoFar = 0
  #pulsesSoFar = 0

  constructor(locker: NetworkLocker, told: readonly Told[]) {
    this.#locker = locker
    this.#told = told
  }

  /** Openings that were asked for and felt by no lock: the price of never pulsing twice. */
  get lostPulses() {
    return sum(this.requests) - sum(this.pulses)
  }

  /** Call it between two lives. */
  async look(life: number): Promise<void> {
    const { journal, entries } = await readEdgeJournal(this.#locker.dataDir, this.hashes.length)
    this.#journals.add(journal)
    if (this.#journals.size > 1) this.#fault(life, 'the journal was begun anew')
    if (new Set(entries.map(({ boot }) => boot)).size > 1)
      this.#fault(life, 'one life signed as two')
    const requests = new Map<CellId, number>()
    for (const entry of entries) this.#read(life, entry, requests)
    await this.#comparePulses(life, requests)
    for (const told of this.#told.slice(this.#toldSoFar)) this.#compareWord(told)
    this.#toldSoFar = this.#told.length
  }

  #read(life: number, entry: WireEntry, requests: Map<CellId, number>) {
    const { hash, ...bare } = entry
    if (entry.seq !== this.hashes.length + 1) this.#fault(life, `entry ${entry.seq} out of order`)
    if (chainHash(sha256, this.hashes.at(-1) ?? GENESIS, bare) !== hash)
      this.#fault(life, `the chain breaks at entry ${entry.seq}`)
    this.hashes.push(hash)
    this.#note(life, entry.body)
    if (entry.body.type === 'door.requested') count(requests, entry.body.cell)
  }

  #note(life: number, body: EntryBody) {
    if (body.type === 'session.started') this.#sessions.add(body.session)
    else if (body.type === 'access.granted') this.#granted.add(body.session)
    else if (body.type === 'stay.allocated')
      this.#labels.set(body.stay, [...(this.#labels.get(body.stay) ?? []), body.label])
    else if (body.type === 'stay.deposited')
      for (const label of this.#labels.get(body.stay) ?? []) this.#deposited.add(label)
    // Nobody forces doors here: an opening without a request would be one that we have forgotten.
    else if (body.type === 'door.forced') this.#fault(life, `${body.cell} opened without a cause`)
  }

  async #comparePulses(life: number, requests: ReadonlyMap<CellId, number>) {
    // Twice: whatever the dead program had put onto the wire is through when the second answer comes.
    await this.#locker.doors.pulses()
    const felt = new Map<CellId, number>()
    const all = await this.#locker.doors.pulses()
    for (const { cell } of all.slice(this.#pulsesSoFar)) count(felt, cell)
    this.#pulsesSoFar = all.length
    for (const [cell, times] of felt) {
      const asked = requests.get(cell) ?? 0
      // Per life: a request of a life that is over must never be pulsed by a later one.
      if (times > asked) this.#fault(life, `${cell} felt ${times} pulses for ${asked} requests`)
      count(this.pulses, cell, times)
    }
    for (const [cell, times] of requests) count(this.requests, cell, times)
  }

  /** Whatever a person was told stands in the file. */
  #compareWord({ life, name, label, outcome }: Told) {
    const missing = (what: string) => this.#fault(life, `${name} was answered, but ${what} is lost`)
    if (!outcome.ok) {
      if (outcome.why === 'already-inside' && !this.#deposited.has(label ?? ''))
        missing(`the deposit of ${label}`)
      return
    }
    if (outcome.did === 'noted') return
    if (!this.#sessions.has(outcome.session)) missing('the session')
    if (!this.#granted.has(outcome.session)) missing('the access')
    if (outcome.did === 'signed-in') return
    for (const { cell, stay } of outcome.doors) {
      if (!this.requests.has(cell)) missing(`the request for ${cell}`)
      const labels = this.#labels.get(stay ?? '') ?? []
      if (labels.length === 0) missing(`stay ${stay}`)
      if (label !== null && !labels.includes(label)) missing(`the parcel ${label}`)
    }
  }

  #fault(life: number, what: string) {
    this.faults.push(`life ${life}: ${what}`)
  }
}

function count<K>(counts: Map<K, number>, key: K, times = 1) {
  counts.set(key, (counts.get(key) ?? 0) + times)
}

const sum = (counts: ReadonlyMap<unknown, number>) =>
  [...counts.values()].reduce((total, times) => total + times, 0)
