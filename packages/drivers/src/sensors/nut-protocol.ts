/** One answer of a NUT server, line by line, as its network protocol says. */
export type NutLine =
  | { kind: 'variable'; ups: string; name: string; value: string }
  | { kind: 'begin' | 'end'; list: string }
  | { kind: 'ups'; ups: string; text: string }
  | { kind: 'ok' }
  | { kind: 'error'; code: string }

/** A line without its end; null for anything that the protocol does not have. */
export function parseNutLine(line: string): NutLine | null {
  const words = wordsIn(line)
  if (!words) return null
  const [first, ups = '', name = '', value = ''] = words
  switch (first) {
    case 'VAR':
      return words.length === 4 ? { kind: 'variable', ups, name, value } : null
    case 'UPS':
      return words.length === 3 ? { kind: 'ups', ups, text: name } : null
    case 'BEGIN':
    case 'END':
      return { kind: first === 'BEGIN' ? 'begin' : 'end', list: words.slice(1).join(' ') }
    case 'OK':
      return { kind: 'ok' }
    case 'ERR':
      return ups === '' ? null : { kind: 'error', code: ups }
    default:
      return null
  }
}

/** Words between blanks; those in quotes may have blanks, and `\"` and `\\` inside. */
function wordsIn(line: string): string[] | null {
  const words: string[] = []
  const word = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/y
  while (word.lastIndex < line.trimEnd().length) {
    const found = word.exec(line)
    if (!found) return null
    words.push(found[1]?.replaceAll(/\\(.)/g, '$1') ?? found[2] ?? '')
  }
  return words
}

/** What the power is like, from the variables of a UPS. `isOnMains` is null while the UPS does not say. */
export type UpsStatus = {
  isOnMains: boolean | null
  isBatteryLow: boolean
  /** The server wants everybody to shut down now. */
  isShuttingDown: boolean
  batteryPercent: number | null
  runtimeSeconds: number | null
}

/** The power as the variables of a UPS tell it; what they leave out, or say in no number, is unknown. */
export function upsStatusOf(variables: ReadonlyMap<string, string>): UpsStatus {
  const words = new Set((variables.get('ups.status') ?? '').split(' '))
  const isOnMains = words.has('OB') ? false : words.has('OL') ? true : null
  return {
    isOnMains,
    isBatteryLow: words.has('LB'),
    isShuttingDown: words.has('FSD'),
    batteryPercent: numberIn(variables.get('battery.charge'), 100),
    runtimeSeconds: numberIn(variables.get('battery.runtime'), 1_000_000),
  }
}

function numberIn(text: string | undefined, most: number): number | null {
  const value = text && /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN
  return value <= most ? value : null
}
