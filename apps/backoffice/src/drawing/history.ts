/** What was drawn, what it was before, and what was taken back. */
export type History<T> = {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
  /** The last change, when the next one of the same name goes on with it: letters typed into one field are one change. */
  readonly tag: string | null
}

/** Steps back that are kept: more than anybody takes, and small beside a photo. */
const STEPS_MAX = 500

/** A drawing as it was opened. */
export const historyOf = <T>(present: T): History<T> => ({
  past: [],
  present,
  future: [],
  tag: null,
})

/** The drawing after a change; what was taken back is gone. A change with the tag of the last one goes on with it. */
export function afterChange<T>(
  history: History<T>,
  next: T,
  tag: string | null = null,
): History<T> {
  if (next === history.present) return history
  const goesOn = tag !== null && tag === history.tag
  const past = goesOn ? history.past : [...history.past, history.present].slice(-STEPS_MAX)
  return { past, present: next, future: [], tag }
}

/** One step back; nothing when there is none. */
export function afterUndo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    tag: null,
  }
}

/** One step forward again; nothing when there is none. */
export function afterRedo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.present], present: next, future, tag: null }
}
