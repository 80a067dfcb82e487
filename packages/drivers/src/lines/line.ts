/** What a line hands over: whatever arrived, cut wherever the port happened to cut it. */
export type DataListener = (bytes: Uint8Array) => void

/**
 * A stream of bytes to and from lock boards, whatever carries it: a serial port, a TCP adapter, memory.
 * A line that was lost opens itself again; until then `write` fails with `line/unavailable`.
 */
export interface Line extends AsyncDisposable {
  /** For people and logs: `/dev/ttyUSB0`, `10.0.0.7:5000`. */
  readonly name: string
  /** Resolves when the bytes have left for the wire. After a failure nobody knows how many did. */
  write(bytes: Uint8Array): Promise<void>
  /** Returns the function that stops listening. */
  onData(listener: DataListener): () => void
  /** Called each time the connection is lost; what was under way then is unknown. */
  onClose(listener: () => void): () => void
}

/** A set of listeners that may come and go while it is being called. */
export class Listeners<Args extends unknown[]> {
  readonly #all = new Set<(...args: Args) => void>()

  /** Returns the function that stops listening. */
  add(listener: (...args: Args) => void): () => void {
    this.#all.add(listener)
    return () => void this.#all.delete(listener)
  }

  call(...args: Args) {
    Array.from(this.#all).forEach((listener) => listener(...args))
  }
}
