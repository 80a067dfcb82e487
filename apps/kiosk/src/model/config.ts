import { type Language, languageOf } from '@cubby/i18n/screens/screen-text'
import type { IdleLimits } from './idle.ts'

/** What the address of the page says of this screen: which side it is on, its language, and how patient it is. */
export type ScreenConfig = {
  side: 'front' | 'back'
  language: Language
  theme: Theme
  idle: { person: IdleLimits; courier: IdleLimits }
  /** Seconds for which "thank you" is shown. */
  thanksFor: number
}
export type Theme = 'light' | 'dark' | 'contrast'

/** A courier carries parcels from a van between two scans, so the machine waits longer for him. */
const defaults = { warn: 30, end: 60, courierWarn: 120, courierEnd: 240, thanks: 15 }

/** Reads `?side=back&language=de&theme=dark&idle-warning=30&idle-end=60&courier-idle-warning=…&courier-idle-end=…&thanks=…`. */
export function configOf(search: string): ScreenConfig {
  const params = new URLSearchParams(search)
  const seconds = (name: string, otherwise: number) => {
    const value = Number(params.get(name) ?? Number.NaN)
    return Number.isFinite(value) && value > 0 ? value : otherwise
  }
  const limits = (prefix: string, warn: number, end: number): IdleLimits => {
    const warnAfter = seconds(`${prefix}idle-warning`, warn)
    return { warnAfter, endAfter: Math.max(warnAfter + 1, seconds(`${prefix}idle-end`, end)) }
  }
  const theme = params.get('theme')
  return {
    side: params.get('side') === 'back' ? 'back' : 'front',
    language: languageOf(params.get('language') ?? '') ?? 'en',
    theme: theme === 'dark' || theme === 'contrast' ? theme : 'light',
    idle: {
      person: limits('', defaults.warn, defaults.end),
      courier: limits('courier-', defaults.courierWarn, defaults.courierEnd),
    },
    thanksFor: seconds('thanks', defaults.thanks),
  }
}
