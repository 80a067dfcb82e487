import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Context, createContext, Script } from 'node:vm'

/** What the library says of a text; `intervals` in wall-clock milliseconds, as if the place lay in UTC. */
export type HoursAnswer = {
  isWeekStable: boolean
  warnings: { type: string; message: string }[]
  intervals: [from: number, to: number][]
  /** There are times of which it says that nobody knows. */
  isUnsure: boolean
}
export type HoursQuestion = { text: string; country: string; from: number; to: number }

/** No honest text takes a hundredth of this, even on a machine that is very busy; one that takes more was written to stop us. */
const PATIENCE_MS = 2_000

/**
 * The library reckons in the time zone of the process, which is not that of any place. It runs in a room of its own, whose dates
 * have no zone: all times in and out are those of a clock on the wall. There it can also be stopped.
 */
const withoutZone = `globalThis.Date = (() => {
  const Real = globalThis.Date
  class WallDate extends Real {
    constructor(...parts) { if (parts.length > 1) super(Real.UTC(...parts)); else super(...parts) }
    getTimezoneOffset() { return 0 }
    toString() { return this.toISOString() }
  }
  for (const part of ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    WallDate.prototype['get' + part] = Real.prototype['getUTC' + part]
    WallDate.prototype['set' + part] = Real.prototype['setUTC' + part]
  }
  WallDate.prototype.getDay = Real.prototype.getUTCDay
  return WallDate
})()`

const ask = `(() => {
  const place = { lat: 0, lon: 0, address: { country_code: country, state: '' } }
  const hours = new module.exports(text, place, { mode: 0, warnings_severity: 4, locale: 'en' })
  const intervals = hours.getOpenIntervals(new Date(from), new Date(to))
  return JSON.stringify({
    isWeekStable: hours.isWeekStable(),
    warnings: hours.getStructuredWarnings().map(({ type, message }) => ({ type, message })),
    isUnsure: intervals.some(([, , isUnknown]) => isUnknown),
    intervals: intervals.filter(([, , isUnknown]) => !isUnknown).map(([a, b]) => [a.getTime(), b.getTime()]),
  })
})()`

let room: { context: Context; script: Script } | null = null

function opened() {
  if (room) return room
  // Beside the module that is meant for importing lies the same as a script, which a room of its own can run.
  const path = fileURLToPath(new URL('opening_hours.js', import.meta.resolve('opening_hours')))
  const context = createContext({ module: { exports: {} }, require: createRequire(path) })
  new Script(withoutZone).runInContext(context)
  const source = `((exports) => {${readFileSync(path, 'utf8')}\n})(module.exports)`
  new Script(source, { filename: 'opening_hours.js' }).runInContext(context)
  room = { context, script: new Script(ask) }
  return room
}

/** Asks the library; throws what it says against the text, or that it took too long. */
export function askLibrary({ text, country, from, to }: HoursQuestion): HoursAnswer {
  const { context, script } = opened()
  Object.assign(context, { text, country: country.toLowerCase(), from, to })
  return JSON.parse(script.runInContext(context, { timeout: PATIENCE_MS }) as string) as HoursAnswer
}
