/**
 * One text per value: keys in code-unit order, no white space, no `undefined`, so that a hash or a
 * signature over it means the same on every machine (the shape of RFC 8785, for the values we use).
 */
export function canonicalJson(value: unknown): string {
  // Journals are hashed by the million: the engine writes a sorted copy several times as fast as we write its parts.
  const sorted = inOrder(value)
  return sorted === byHand ? written(value) : (JSON.stringify(sorted) ?? 'null')
}

const byHand = Symbol('keys that the engine would put in an order of its own')

/** The value with all keys in order, itself where they are already. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = value.map(inOrder)
    return items.includes(byHand) ? byHand : items
  }
  const record = value as Record<string, unknown>
  const sorted: Record<string, unknown> = {}
  for (const key of Object.keys(record).sort()) {
    const field = inOrder(record[key])
    if (field === byHand || isSpecial(key)) return byHand
    sorted[key] = field
  }
  return sorted
}

/** Keys that look like an index come first in any object, whatever was put in first; `__proto__` is no key there. */
function isSpecial(key: string) {
  const first = key.charCodeAt(0)
  return (first >= 48 && first <= 57) || key === '__proto__'
}

function written(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  const record = value as Record<string, unknown>
  const parts: string[] = []
  for (const key of Object.keys(record).sort()) {
    const field = record[key]
    if (field !== undefined) parts.push(`${JSON.stringify(key)}:${written(field)}`)
  }
  return `{${parts.join(',')}}`
}
