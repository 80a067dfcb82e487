/** Tells lockers that something new is on a stream. Losing a poke costs latency, never correctness. */
export interface Pokes {
  /** Call after the commit, outside any transaction; coalesced, and passed on to the other server processes. */
  tell(streams: readonly string[]): void
  /** Hears of the streams until the returned function is called. */
  listen(streams: ReadonlySet<string>, heard: (streams: string[]) => void): () => void
  stop(): Promise<void>
}
