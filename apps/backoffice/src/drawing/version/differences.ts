/** What is otherwise in a version than in the one before it, in words of the reader's language. */
export type Difference =
  | { kind: 'added' | 'removed'; what: string }
  /** Without values where figures would say nothing: something stands elsewhere. */
  | { kind: 'changed'; what: string; values: { from: string; to: string } | null }

/** One property of a thing, as it is called and as it is read out. */
export type Property<T> = { name: string; read: (thing: T) => string; isSaid?: boolean }

/** The properties that two things differ in. */
export const changesOf = <T>(
  before: T,
  after: T,
  properties: readonly Property<T>[],
): Difference[] =>
  properties.flatMap(({ name, read, isSaid = true }) => {
    const [from, to] = [read(before), read(after)]
    return from === to
      ? []
      : [{ kind: 'changed' as const, what: name, values: isSaid ? { from, to } : null }]
  })

/** Things by their key: which came, which went, and which are in both. */
export function matched<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (thing: T) => string,
): { added: T[]; removed: T[]; both: { before: T; after: T }[] } {
  const old = new Map(before.map((thing) => [keyOf(thing), thing]))
  const next = new Set(after.map(keyOf))
  return {
    added: after.filter((thing) => !old.has(keyOf(thing))),
    removed: before.filter((thing) => !next.has(keyOf(thing))),
    both: after.flatMap((thing) => {
      const was = old.get(keyOf(thing))
      return was === undefined ? [] : [{ before: was, after: thing }]
    }),
  }
}
