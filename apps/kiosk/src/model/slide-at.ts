import type { Language } from '@cubby/i18n/screens/screen-text'
import type { KioskState } from '@cubby/protocol/kiosk/state'
import { doorsLeftOpen } from './door-look.ts'
import type { Model } from './model.ts'

/** Untouched for so long, a screen has nobody before it who is looking for the wall. */
const IDLE_MS = 10_000
/** Long enough to read two lines on the way past. */
const SLIDE_MS = 8_000

type Slide = { language: Language; title: string; line: string }

/** The slide to show on a start screen that stands untouched for so long; null while somebody may need the wall. */
export function slideAt(
  { step, state, side }: Model,
  slides: KioskState['screen']['slides'],
  language: Language,
  untouchedMs: number,
): Slide | null {
  const isIdle = step.at === 'start' && step.code === '' && step.notice === null
  if (!isIdle || untouchedMs < IDLE_MS || doorsLeftOpen(state, side).length > 0) return null
  const shown = slides[Math.floor((untouchedMs - IDLE_MS) / SLIDE_MS) % slides.length]
  if (!shown) return null
  // A slide that does not speak this language speaks the first that it does.
  const [spoken] = [language, ...(Object.keys(shown) as Language[])].filter((each) => shown[each])
  const words = spoken && shown[spoken]
  return words ? { language: spoken, ...words } : null
}
