import { AppError } from '@cubby/kit/app-error'
import type { CellId } from '@cubby/kit/ids'

/** One output of a relay board, whatever board that is. Resolves when the board was told; rejects when nobody knows what it did. */
export interface RelayOutput {
  set(on: boolean): Promise<void>
}

/** What hangs on a relay. A socket charges what lies in one cell; the others serve a module or the whole machine. */
export const loadKinds = ['light', 'heater', 'socket'] as const
export type LoadKind = (typeof loadKinds)[number]
export type Load = { id: string; kind: LoadKind; output: RelayOutput; cell?: CellId | undefined }
/** `unknown` after a failure: the board may have switched or not. */
export type LoadState = 'on' | 'off' | 'unknown'

/**
 * The lights, heaters and sockets of one machine. Everything is switched off at the start, because a program that died may have left
 * anything on, and at the end. One order after another for each output, and the last one holds.
 */
export class SwitchedLoads implements AsyncDisposable {
  readonly #loads: ReadonlyMap<string, Load>
  readonly #states = new Map<string, LoadState>()
  readonly #orders = new Map<string, Promise<void>>()

  constructor(loads: readonly Load[]) {
    this.#loads = new Map(loads.map((load) => [load.id, load]))
    for (const { id } of loads) this.#states.set(id, 'unknown')
  }

  /** Switches all off; one that cannot be reached keeps no other from it, and stays `unknown`. */
  async allOff(): Promise<void> {
    await Promise.allSettled([...this.#loads.keys()].map((id) => this.set(id, false)))
  }

  state(id: string): LoadState {
    return this.#states.get(id) ?? 'unknown'
  }

  /** Rejects with `not-found`, or with what the board said; then the state is unknown. */
  async set(id: string, on: boolean): Promise<void> {
    const load = this.#loads.get(id)
    if (!load) throw new AppError('not-found', `there is no load ${id}`)
    const before = this.#orders.get(id) ?? Promise.resolve()
    const order = before
      .catch(() => {})
      .then(async () => {
        this.#states.set(id, 'unknown')
        await load.output.set(on)
        this.#states.set(id, on ? 'on' : 'off')
      })
    this.#orders.set(id, order)
    await order
  }

  /** Switches the sockets of this cell; true when it has any. */
  async setSockets(cell: CellId, on: boolean): Promise<boolean> {
    const sockets = [...this.#loads.values()].filter(
      (load) => load.kind === 'socket' && load.cell === cell,
    )
    await Promise.all(sockets.map(({ id }) => this.set(id, on)))
    return sockets.length > 0
  }

  async [Symbol.asyncDispose]() {
    await this.allOff()
  }
}
