/** Names asked about lately: asking costs the best part of a millisecond, and a file of places asks thousands of times for a few. */
const known = new Map<string, boolean>()
/** There are about 600 names; strangers may send others. */
const KNOWN_MAX = 1_000

/** True for a name of the time zone database that is known here. */
export function isTimeZone(name: string): boolean {
  const before = known.get(name)
  if (before !== undefined) return before
  const is = asked(name)
  if (known.size < KNOWN_MAX) known.set(name, is)
  return is
}

function asked(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
