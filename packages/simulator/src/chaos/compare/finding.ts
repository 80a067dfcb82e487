/** What does not add up. `lost`: somebody was promised it. `duplicated`: it happened more often than asked. */
export type Finding = { kind: 'lost' | 'duplicated' | 'mismatch'; what: string }

export const lost = (what: string): Finding => ({ kind: 'lost', what })
export const duplicated = (what: string): Finding => ({ kind: 'duplicated', what })
export const mismatch = (what: string): Finding => ({ kind: 'mismatch', what })

/** The items of which there is more than one, each once. */
export function twice<T>(items: readonly T[]): T[] {
  const seen = new Set<T>()
  const more = new Set<T>()
  for (const item of items) (seen.has(item) ? more : seen).add(item)
  return [...more]
}
