import type { EmulatorClient, EmulatorEvent } from '@cubby/drivers/emulator/emulator-client'
import type { EmulatorCommand } from '@cubby/drivers/emulator/emulator-commands'
import { cu48 } from '@cubby/drivers/boards/cu48'
import { must } from '@cubby/kit/assert'
import { type Instant, instant } from '@cubby/kit/clock'
import { type Boards, startBoards } from '@cubby/testing/network/boards'
import { LinkProxy } from '../net/proxy.ts'

type Place = `${number}/${number}`
type Felt = { at: Instant; address: number; channel: number }

/**
 * Doors and what lies behind them. A lock board may lose its power at any moment, and its program here is killed;
 * steel stands as it stood, and nobody reaches a board before it sees its doors as they are.
 */
export class Steel implements AsyncDisposable {
  readonly #doors: number
  readonly #wire: LinkProxy
  readonly #open = new Set<Place>()
  readonly #items = new Set<Place>()
  readonly #pulses: Felt[] = []
  #boards: Boards | null = null

  private constructor(doors: number, wire: LinkProxy) {
    this.#doors = doors
    this.#wire = wire
  }

  static async raise(doors: number): Promise<Steel> {
    const steel = new Steel(doors, await LinkProxy.open(null))
    await steel.start()
    return steel
  }

  /** Where the bytes of the bus go in and out, whatever becomes of the boards behind it. */
  get port(): number {
    return this.#wire.port
  }

  get isRunning(): boolean {
    return this.#boards?.program.isRunning ?? false
  }

  /** Hands and eyes that need no electricity. */
  get hands(): EmulatorClient {
    return {
      do: (command) => this.#do(command),
      pulses: async () => [...this.#pulses],
      state: async () => this.#state(),
      onEvent: () => () => {},
      [Symbol.dispose]: () => {},
    }
  }

  /** Gives the boards power again. */
  async start(): Promise<void> {
    const boards = await startBoards(this.#doors)
    boards.hands.onEvent((event) => this.#heard(event))
    // From here on hands reach the boards, too: whoever shuts a door now must not find it open again.
    this.#boards = boards
    // A set that changes meanwhile is walked as it is by then.
    for (const place of this.#items) await boards.hands.do({ do: 'put-item', ...parts(place) })
    for (const place of this.#open) await boards.hands.do({ do: 'force-door', ...parts(place) })
    this.#wire.leadTo(boards.port)
  }

  /** SIGKILL for the program of the boards. */
  async kill(): Promise<void> {
    const boards = must(this.#boards, 'boards were started')
    // Rejected when the connection is gone, and with it everything that was said before.
    const silence = boards.program.ended.then(() =>
      boards.hands.state().then(
        () => undefined,
        () => undefined,
      ),
    )
    await boards.program.kill()
    await silence
    this.#wire.leadTo(null)
    boards.hands[Symbol.dispose]()
  }

  async [Symbol.asyncDispose]() {
    await this.#boards?.[Symbol.asyncDispose]()
    await this.#wire[Symbol.asyncDispose]()
  }

  async #do(command: EmulatorCommand) {
    if ('channel' in command) this.#move(command.do, placeOf(command.board, command.channel))
    // Without power a hand still moves the door; the board learns of it when it starts.
    if (this.isRunning) await this.#boards?.hands.do(command).catch(() => ({}))
    return {}
  }

  #move(what: EmulatorCommand['do'], place: Place) {
    if (what === 'put-item') this.#items.add(place)
    else if (what === 'take-item') this.#items.delete(place)
    else if (what === 'close-door') this.#open.delete(place)
    else if (what === 'force-door') this.#open.add(place)
  }

  #heard(event: EmulatorEvent) {
    const place = placeOf(event.board, event.channel)
    if (event.event === 'pulse')
      this.#pulses.push({ at: instant(event.at), address: event.board, channel: event.channel })
    // What hands did is on record already, and in order.
    else if (event.event === 'door' && event.by === 'pulse') this.#open.add(place)
  }

  #state() {
    const addresses = Array.from(
      { length: Math.ceil(this.#doors / cu48.channels) },
      (_, i) => cu48.addresses.first + i,
    )
    const channels = (places: ReadonlySet<Place>, board: number) =>
      [...places].map(parts).flatMap((each) => (each.board === board ? [each.channel] : []))
    return addresses.map((board) => ({
      board,
      isPowered: this.isRunning,
      open: channels(this.#open, board),
      items: channels(this.#items, board),
      on: [],
    }))
  }
}

const placeOf = (board: number, channel: number): Place => `${board}/${channel}`

function parts(place: Place) {
  const [board, channel] = place.split('/').map(Number)
  return { board: must(board, 'a place has a board'), channel: must(channel, 'and a channel') }
}
