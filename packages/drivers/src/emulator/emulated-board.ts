import { assert } from '@cubby/kit/assert'
import { type Clock, type Instant, type Millis, millis } from '@cubby/kit/clock'
import { decodeAll, encodeAny, isAddress } from '../codec.ts'
import type { BoardDefinition } from '../define-board.ts'
import type { FrameValues } from '../fields.ts'
import { Listeners } from '../lines/line.ts'
import type { DoorContact, DoorReading } from '../lock-board.ts'
import { EmulatedCoil } from './emulated-coil.ts'
import { answerTo, orderedBy } from './obey-frame.ts'

/** A coil was given current. What the door made of it is told by a `DoorEvent`. */
export type Pulse = { at: Instant; address: number; channel: number }
export type DoorEvent = {
  at: Instant
  address: number
  channel: number
  door: DoorReading
  by: 'pulse' | 'hand' | 'force'
}

/** A relay that is held was switched. */
export type RelayEvent = { at: Instant; address: number; channel: number; on: boolean }

/** Ways in which a real board lets its driver down. Numbers count down with each frame they spoil. */
export type BoardFaults = {
  /** Between request and reply; the reply tells the state at the request. */
  latency: Millis
  isSilent: boolean
  dropRequests: number
  dropReplies: number
  corruptReplies: number
  wrongAddressReplies: number
  /** Answers that come twice, as from a repeater. */
  doubleReplies: number
  /** Doors that move untold, on boards that tell of them. */
  dropPushes: number
  /** Answers in the second form, where sources disagree about the first. */
  isOtherVariant: boolean
}

type Cell = { door: DoorReading; hasItem: boolean; isJammed: boolean; coil: EmulatedCoil }

/** From current in the coil to the door standing ajar. */
const springTime = millis(100)

/**
 * A lock board with its locks, doors and sensors, true to the bytes and to the mechanics: a pulse springs
 * the door open, and it stays open until somebody closes it. Put one or more on a line with `attachBoards`.
 */
export class EmulatedBoard implements Disposable {
  readonly definition: BoardDefinition
  readonly address: number
  readonly faults: BoardFaults = {
    latency: millis(0),
    isSilent: false,
    dropRequests: 0,
    dropReplies: 0,
    corruptReplies: 0,
    wrongAddressReplies: 0,
    doubleReplies: 0,
    dropPushes: 0,
    isOtherVariant: false,
  }
  readonly #clock: Clock
  readonly #contact: DoorContact
  readonly #label: string
  readonly #cells: Cell[]
  readonly #pulses: Pulse[] = []
  readonly #onPulse = new Listeners<[Pulse]>()
  readonly #onDoor = new Listeners<[DoorEvent]>()
  readonly #onRelay = new Listeners<[RelayEvent]>()
  readonly #onSay = new Listeners<[Uint8Array]>()
  /** Aborted when the power goes: springs in motion stop and answers under way are lost. */
  #power: AbortController | null = new AbortController()

  constructor(options: {
    definition: BoardDefinition
    address: number
    clock: Clock
    doorContact?: DoorContact
    /** What the board calls itself, where it does. */
    label?: string
  }) {
    const { definition, address, clock, doorContact = 'closed-is-1' } = options
    this.#label = options.label ?? ''
    assert(isAddress(definition, address), `${definition.model} has no address ${address}`)
    this.definition = definition
    this.address = address
    this.#clock = clock
    this.#contact = doorContact
    const cell = (): Cell => ({
      door: 'closed',
      hasItem: false,
      isJammed: false,
      coil: new EmulatedCoil(clock),
    })
    this.#cells = Array.from({ length: definition.channels }, cell)
  }

  /** Every pulse since the beginning, oldest first. */
  get pulses(): readonly Pulse[] {
    return this.#pulses
  }

  get isPowered() {
    return this.#power !== null
  }

  door(channel: number): DoorReading {
    return this.#cell(channel).door
  }

  /** A coil that had too much current is gone, and its lock never opens again. */
  isBurnt(channel: number): boolean {
    return this.#cell(channel).coil.isBurnt
  }

  /** Whether this relay is under current. */
  isOn(channel: number): boolean {
    return this.#cell(channel).coil.isOn
  }

  hasItem(channel: number): boolean {
    return this.#cell(channel).hasItem
  }

  isJammed(channel: number): boolean {
    return this.#cell(channel).isJammed
  }

  /** Somebody pushes the door shut. */
  closeDoor(channel: number) {
    this.#move(channel, 'closed', 'hand')
  }

  /** Somebody opens the door without the lock's help. */
  forceDoor(channel: number) {
    this.#move(channel, 'open', 'force')
  }

  putItem(channel: number) {
    this.#cell(channel).hasItem = true
  }

  takeItem(channel: number) {
    this.#cell(channel).hasItem = false
  }

  /** A jammed bolt takes pulses and does not let go. */
  jam(channel: number) {
    this.#cell(channel).isJammed = true
  }

  unjam(channel: number) {
    this.#cell(channel).isJammed = false
  }

  cutPower() {
    this.#power?.abort()
    this.#power = null
    for (const channel of this.#cells.keys()) this.#letGo(channel)
  }

  restorePower() {
    this.#power ??= new AbortController()
  }

  onPulse(listener: (pulse: Pulse) => void): () => void {
    return this.#onPulse.add(listener)
  }

  onDoor(listener: (event: DoorEvent) => void): () => void {
    return this.#onDoor.add(listener)
  }

  onRelay(listener: (event: RelayEvent) => void): () => void {
    return this.#onRelay.add(listener)
  }

  /** What the board says without being asked. */
  onSay(listener: (bytes: Uint8Array) => void): () => void {
    return this.#onSay.add(listener)
  }

  [Symbol.dispose]() {
    this.cutPower()
  }

  /** A frame went by on the bus. `send` puts the answer, if there is one, onto it. */
  hear(frame: Uint8Array, send: (reply: Uint8Array) => void) {
    const { definition, faults } = this
    const heard = decodeAll(definition, frame).find(
      ({ direction, address }) => direction === 'request' && this.#isMeant(address),
    )
    if (!this.#power || !heard) return
    if (faults.dropRequests > 0) return void faults.dropRequests--
    const { on, off, pulse } = orderedBy(definition, heard)
    for (const channel of pulse) this.#pulse(channel)
    for (const channel of on) this.#hold(channel)
    for (const channel of off) this.#letGo(channel)
    const values = answerTo(definition, heard, {
      hooks: this.#cells.map(({ door }) => this.#bitOf(door)),
      items: this.#cells.map(({ hasItem }) => hasItem),
      outputs: this.#cells.map(({ coil }) => coil.isOn),
      label: this.#label,
    })
    if (!values || faults.isSilent) return
    if (faults.dropReplies > 0) return void faults.dropReplies--
    const reply = this.#spoil(this.#reply(heard.command, values))
    const times = faults.doubleReplies > 0 ? (faults.doubleReplies--, 2) : 1
    const { signal } = this.#power
    const sendAll = () => {
      if (!signal.aborted) for (let i = 0; i < times; i++) send(reply)
    }
    if (faults.latency <= 0) return sendAll()
    void this.#clock.sleep(faults.latency, signal).then(sendAll)
  }

  #isMeant = (address: number) =>
    address === this.address || address === this.definition.broadcast?.address

  #bitOf = (door: DoorReading) => (door === 'closed') === (this.#contact === 'closed-is-1')

  #pulse(channel: number) {
    this.#cell(channel).coil.pulse(this.definition.coil.pulse)
    this.#note(channel)
  }

  #hold(channel: number) {
    const { coil } = this.#cell(channel)
    if (!coil.isOn) this.#tellRelay(channel, true)
    coil.switchOn()
    this.#note(channel)
  }

  #letGo(channel: number) {
    const { coil } = this.#cell(channel)
    if (!coil.isOn) return
    coil.switchOff()
    this.#tellRelay(channel, false)
  }

  #tellRelay(channel: number, on: boolean) {
    this.#onRelay.call({ at: this.#clock.now(), address: this.address, channel, on })
  }

  #note(channel: number) {
    const pulse = { at: this.#clock.now(), address: this.address, channel }
    this.#pulses.push(pulse)
    this.#onPulse.call(pulse)
    void this.#spring(channel)
  }

  async #spring(channel: number) {
    const signal = this.#power?.signal
    await this.#clock.sleep(springTime, signal)
    const { isJammed, coil } = this.#cell(channel)
    if (!signal?.aborted && !isJammed && !coil.isBurnt) this.#move(channel, 'open', 'pulse')
  }

  #move(channel: number, door: DoorReading, by: DoorEvent['by']) {
    const cell = this.#cell(channel)
    if (cell.door === door) return
    cell.door = door
    this.#onDoor.call({ at: this.#clock.now(), address: this.address, channel, door, by })
    this.#tell(channel, door)
  }

  #tell(channel: number, door: DoorReading) {
    const { definition, faults, address } = this
    if (!definition.pushes || !this.#power || faults.isSilent) return
    if (faults.dropPushes > 0) return void faults.dropPushes--
    const kind = {
      command: 'moved',
      direction: 'push' as const,
      variant: Number(faults.isOtherVariant),
    }
    this.#onSay.call(encodeAny(definition, kind, { address, channel, door: this.#bitOf(door) }))
  }

  #reply(command: string, values: FrameValues): Uint8Array {
    const { definition, faults } = this
    const address = faults.wrongAddressReplies > 0 ? this.#otherAddress() : this.address
    const kind = { command, direction: 'reply' as const, variant: Number(faults.isOtherVariant) }
    return encodeAny(definition, kind, { ...values, address })
  }

  #otherAddress() {
    this.faults.wrongAddressReplies--
    const { first, last } = this.definition.addresses
    return this.address === last ? first : this.address + 1
  }

  #spoil(reply: Uint8Array): Uint8Array {
    if (this.faults.corruptReplies <= 0) return reply
    this.faults.corruptReplies--
    const last = reply.length - 1
    reply[last] = (reply[last] ?? 0) ^ 0x55
    return reply
  }

  #cell(channel: number): Cell {
    const cell = this.#cells[channel]
    assert(cell, `${this.definition.model} has no channel ${channel}`)
    return cell
  }
}
