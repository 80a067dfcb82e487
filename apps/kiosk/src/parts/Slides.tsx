import type { ReactNode } from 'react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import { slideAt } from '../model/slide-at.ts'
import { useText } from '../text.ts'
import { useClock } from '../use-clock.ts'

/** What the operator says to passers-by, one after another, while nobody is at work and every door is shut. */
export function Slides({ otherwise }: { otherwise: ReactNode }) {
  const { look, store } = useKiosk()
  const model = useModel()
  const { language } = useText()
  const isWanted = look.slides.length > 0
  const now = useClock(1_000, isWanted)
  const slide = isWanted ? slideAt(model, look.slides, language, now - store.touchedAt) : null
  if (!slide) return otherwise
  return (
    <section className="slide" lang={slide.language}>
      <h2>{slide.title}</h2>
      <p>{slide.line}</p>
    </section>
  )
}
