import type { KioskState } from '@cubby/protocol/kiosk/state'
import { type Language, languageOf, languages } from '@cubby/i18n/screens/screen-text'
import type { IdleLimits } from './idle.ts'

/** What the address of the page says of this screen; null where it says nothing, so that the configuration of the machine holds. */
export type ScreenConfig = {
  side: 'front' | 'back'
  language: Language | null
  theme: Theme | null
  idleWarning: number | null
  idleEnd: number | null
  courierIdle: IdleLimits
  /** Seconds for which "thank you" is shown. */
  thanksFor: number
}
export type Theme = 'light' | 'dark' | 'contrast'

/** A courier carries parcels from a van between two scans, so the machine waits longer for him. */
const defaults = { warn: 30, end: 60, courierWarn: 120, courierEnd: 240, thanks: 15 }

/** Reads `?side=back&language=de&theme=dark&idle-warning=30&idle-end=60&courier-idle-warning=…&courier-idle-end=…&thanks=…`. */
export function configOf(search: string): ScreenConfig {
  const params = new URLSearchParams(search)
  const seconds = (name: string) => {
    const value = Number(params.get(name) ?? Number.NaN)
    return Number.isFinite(value) && value > 0 ? value : null
  }
  const theme = params.get('theme')
  return {
    side: params.get('side') === 'back' ? 'back' : 'front',
    language: languageOf(params.get('language') ?? ''),
    theme: theme === 'light' || theme === 'dark' || theme === 'contrast' ? theme : null,
    idleWarning: seconds('idle-warning'),
    idleEnd: seconds('idle-end'),
    courierIdle: idleLimits(
      seconds('courier-idle-warning') ?? defaults.courierWarn,
      seconds('courier-idle-end') ?? defaults.courierEnd,
    ),
    thanksFor: seconds('thanks') ?? defaults.thanks,
  }
}

const idleLimits = (warnAfter: number, endAfter: number): IdleLimits => ({
  warnAfter,
  endAfter: Math.max(warnAfter + 1, endAfter),
})

/** How this screen looks and how patient it is: as its address says, else as its machine is configured. */
export type ScreenLook = {
  theme: Theme
  /** In which they are offered; the first is what the next person finds. */
  languages: readonly Language[]
  language: Language
  idle: { person: IdleLimits; courier: IdleLimits }
  slides: KioskState['screen']['slides']
}

/** What a screen shows until its machine has answered. */
const unconfigured: KioskState['screen'] = {
  theme: 'light',
  languages: Object.keys(languages) as Language[],
  idleWarningSeconds: defaults.warn,
  idleEndSeconds: defaults.end,
  slides: [],
}

/** Puts the two together. Without a state the machine has not answered yet. */
export function lookOf(config: ScreenConfig, state: KioskState | null): ScreenLook {
  const screen = state?.screen ?? unconfigured
  return {
    theme: config.theme ?? screen.theme,
    languages: screen.languages,
    language: config.language ?? screen.languages[0] ?? 'en',
    idle: {
      person: idleLimits(
        config.idleWarning ?? screen.idleWarningSeconds,
        config.idleEnd ?? screen.idleEndSeconds,
      ),
      courier: config.courierIdle,
    },
    slides: screen.slides,
  }
}
