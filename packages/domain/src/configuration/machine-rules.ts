import { type Instant, type Millis, seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import { isWithinHours, nextTurnOfHours } from '../machine/weekly-clock.ts'
import type { WeeklyHours } from '../shapes.ts'
import { Resolver } from './resolve.ts'
import type { IdleSlide, ScreenLanguage } from './screen-shapes.ts'

/** What is configured of a machine, as its rules obey it. */
export type MachineRules = {
  /** Nothing is put in until then; null: deposits are welcome. */
  maintenanceUntil: Instant | null
  /** Parcels that nobody announced are taken, where their organization allows it too. */
  acceptsUnannounced: boolean
  remoteOpensPerHourMax: number
  wrongTriesPerDay: number
  openDoorsPerSessionMax: number
  courierIdle: Millis
  doorOpenMax: (cell: CellId) => Millis
}

/** What is configured of the screens of a machine. */
export type ScreenSettings = {
  theme: 'light' | 'dark' | 'contrast'
  languages: readonly ScreenLanguage[]
  idleWarningSeconds: number
  idleEndSeconds: number
  slides: readonly IdleSlide[]
}

/** When the theme `auto` is light. */
const daylight: WeeklyHours = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
  day,
  fromMinute: 7 * 60,
  toMinute: 20 * 60,
}))

/** What a machine in this time zone obeys now. */
export function machineRules(resolver: Resolver, timeZone: string, now: Instant): MachineRules {
  const value = valueAt(resolver, now)
  return {
    maintenanceUntil: endOfHours(value('maintenance.windows'), now, timeZone),
    acceptsUnannounced: value('deposits.accept-unannounced'),
    remoteOpensPerHourMax: value('limits.remote-openings-per-hour'),
    wrongTriesPerDay: value('limits.wrong-codes-per-day'),
    openDoorsPerSessionMax: value('limits.open-doors-per-courier'),
    courierIdle: seconds(value('limits.courier-idle-seconds')),
    doorOpenMax: (cell) => seconds(resolver.valueOf('cell.door-open-seconds-max', cell, now).value),
  }
}

/** What the screens of a machine in this time zone look like now. */
export function screenSettings(resolver: Resolver, timeZone: string, now: Instant): ScreenSettings {
  const value = valueAt(resolver, now)
  const theme = value('screen.theme')
  const idleWarningSeconds = value('screen.idle-warning-seconds')
  return {
    theme: theme === 'auto' ? (isWithinHours(daylight, now, timeZone) ? 'light' : 'dark') : theme,
    languages: value('screen.languages'),
    idleWarningSeconds,
    // The two may come from different levels: whoever is asked gets time to answer all the same.
    idleEndSeconds: Math.max(value('screen.idle-end-seconds'), idleWarningSeconds + 10),
    slides: value('screen.idle-slides'),
  }
}

/** When any of it next changes by time alone, or might; null: never. */
export function nextTurnAt(resolver: Resolver, timeZone: string, now: Instant): Instant | null {
  const value = valueAt(resolver, now)
  const turns = [
    resolver.nextChangeAt(now),
    nextTurnOfHours(value('maintenance.windows'), now, timeZone),
    value('screen.theme') === 'auto' ? nextTurnOfHours(daylight, now, timeZone) : null,
  ].filter((turn) => turn !== null)
  return turns.length > 0 ? (Math.min(...turns) as Instant) : null
}

const valueAt =
  (resolver: Resolver, now: Instant) =>
  <K extends Parameters<Resolver['valueOf']>[0]>(name: K) =>
    resolver.valueOf(name, null, now).value

/** When the hours are over that now is within; null outside of them. Hours without a gap go on for a week at most. */
function endOfHours(hours: WeeklyHours, now: Instant, timeZone: string): Instant | null {
  let until = now
  for (let turns = 0; turns < 2 * hours.length && isWithinHours(hours, until, timeZone); turns++)
    until = nextTurnOfHours(hours, until, timeZone) ?? until
  return until > now ? until : null
}

/** The rules of a machine that nobody has configured. */
export const usualRules: MachineRules = machineRules(new Resolver([]), 'UTC', 0 as Instant)
