import { assert } from '@cubby/kit/assert'
import { type Clock, type Instant, type Millis, millis } from '@cubby/kit/clock'
import { decode, encodeReply, isAddress, isChannel } from '../codec.ts'
import { type BoardDefinition, hasItemSensors } from '../define-board.ts'
import { Listeners } from '../lines/line.ts'
import type { DoorContact, DoorReading } from '../lock-board.ts'

/** A coil was given current. What the door made of it is told by a `DoorEvent`. */
export type Pulse = { at: Instant; address: number; channel: number }
export type DoorEvent = {
  at: Instant
  address: number
  channel: number
  door: DoorReading
  by: 'pulse' | 'hand' | 'force'
}

/** Ways in which a real board lets its driver down. Numbers count down with each frame they spoil. */
export type BoardFaults = {
  /** Between request and reply; the reply tells the state at the request. */
  latency: Millis
  isSilent: boolean
  dropRequests: number
  dropReplies: number
  corruptReplies: number
  wrongAddressReplies: number
}

type Cell = { door: DoorReading; hasItem: boolean; isJammed: boolean }

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
  }
  readonly #clock: Clock
  readonly #contact: DoorContact
  readonly #cells: Cell[]
  readonly #pulses: Pulse[] = []
  readonly #onPulse = new Listeners<[Pulse]>()
  readonly #onDoor = new Listeners<[DoorEvent]>()
  /** Aborted when the power goes: springs in motion stop and answers under way are lost. */
  #power: AbortController | null = new AbortController()

  constructor(options: {
    definition: BoardDefinition
    address: number
    clock: Clock
    doorContact?: DoorContact
  }) {
    const { definition, address, clock, doorContact = 'closed-is-1' } = options
    assert(isAddress(definition, address), `${definition.model} has no address ${address}`)
    this.definition = definition
    this.address = address
    this.#clock = clock
    this.#contact = doorContact
    const cell = (): Cell => ({ door: 'closed', hasItem: false, isJammed: false })
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

  [Symbol.dispose]() {
    this.cutPower()
  }

  /** A frame went by on the bus. `send` puts the answer, if there is one, onto it. */
  hear(frame: Uint8Array, send: (reply: Uint8Array) => void) {
    const { definition, faults } = this
    const heard = decode(definition, frame)
    if (!this.#power || heard?.direction !== 'request' || !this.#isMeant(heard.address)) return
    if (faults.dropRequests > 0) return void faults.dropRequests--
    if (heard.command === 'open') this.#pulse(heard.channel ?? 0)
    if (!definition.commands[heard.command].reply || faults.isSilent) return
    if (faults.dropReplies > 0) return void faults.dropReplies--
    const reply = this.#spoil(this.#status())
    if (faults.latency <= 0) return send(reply)
    const { signal } = this.#power
    void this.#clock.sleep(faults.latency, signal).then(() => {
      if (!signal.aborted) send(reply)
    })
  }

  #isMeant = (address: number) =>
    address === this.address || address === this.definition.broadcast?.address

  #pulse(channel: number) {
    const { definition } = this
    if (channel === definition.broadcast?.channel) {
      for (let each = 0; each < definition.channels; each++) this.#pulse(each)
    } else if (isChannel(definition, channel)) {
      const pulse = { at: this.#clock.now(), address: this.address, channel }
      this.#pulses.push(pulse)
      this.#onPulse.call(pulse)
      void this.#spring(channel)
    }
  }

  async #spring(channel: number) {
    const signal = this.#power?.signal
    await this.#clock.sleep(springTime, signal)
    if (!signal?.aborted && !this.#cell(channel).isJammed) this.#move(channel, 'open', 'pulse')
  }

  #move(channel: number, door: DoorReading, by: DoorEvent['by']) {
    const cell = this.#cell(channel)
    if (cell.door === door) return
    cell.door = door
    this.#onDoor.call({ at: this.#clock.now(), address: this.address, channel, door, by })
  }

  #status(): Uint8Array {
    const hooks = this.#cells.map(
      ({ door }) => (door === 'closed') === (this.#contact === 'closed-is-1'),
    )
    const items = hasItemSensors(this.definition) ? this.#cells.map(({ hasItem }) => hasItem) : null
    const address = this.faults.wrongAddressReplies > 0 ? this.#otherAddress() : this.address
    return encodeReply(this.definition, 'status', { address, hooks, items })
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
