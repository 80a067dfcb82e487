/** Remembers what was reckoned, up to so many answers; the oldest are forgotten first. */
export function memo<Value>(atMost: number): (key: string, reckon: () => Value) => Value {
  const known = new Map<string, { value: Value }>()
  return (key, reckon) => {
    const before = known.get(key)
    if (before) return before.value
    const value = reckon()
    if (known.size >= atMost)
      for (const oldest of known.keys()) {
        known.delete(oldest)
        break
      }
    known.set(key, { value })
    return value
  }
}
