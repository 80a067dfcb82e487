/** A promise of our own that was broken: crash, restart, journal intact. */
export function assert(holds: unknown, message: string): asserts holds {
  if (!holds) throw new BrokenPromise(message)
}

/** For the default of a switch over a union: the compiler complains when a case is missing. */
export function unreachable(value: never): never {
  throw new BrokenPromise(`unexpected value ${JSON.stringify(value)}`)
}

/** Unwraps a value that our own rules say is there. */
export function must<T>(value: T | null | undefined, message: string): T {
  assert(value !== null && value !== undefined, message)
  return value
}

export class BrokenPromise extends Error {
  override name = 'BrokenPromise'
}
