import { IconCheck, IconWheelchair } from '@tabler/icons-react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import type { CourierPanel } from '../model/model.ts'
import { sizeOfType } from '../model/size-of-type.ts'
import { Told } from '../parts/Told.tsx'
import { useText } from '../text.ts'
import { useSpeech } from '../use-speech.ts'

/** Nobody announced how big this parcel is: the courier says it. */
export function SizePanel({ panel }: { panel: Extract<CourierPanel, { kind: 'size' }> }) {
  const { store } = useKiosk()
  const { step, state, underWay } = useModel()
  const { t } = useText()
  const { label, low, types } = panel
  const title = t('courier.size', { label })
  useSpeech(title)
  if (step.at !== 'courier') return null
  const { session } = step
  return (
    <section className="panel" aria-label={title}>
      <h1>{title}</h1>
      <Told notice={step.notice} />
      <div className="choices-list two">
        {types.map((type) => (
          <button
            key={type}
            type="button"
            className="button big size"
            disabled={underWay > 0}
            onClick={() => store.ask({ name: 'deposit', body: { session, label, type, low } })}
          >
            <strong>{type}</strong>
            <span className="size-measures">
              <span dir="ltr">{sizeOfType(state, type)}</span>
              <span>{t('courier.size.free', { count: state?.freeByType[type] ?? 0 })}</span>
            </span>
          </button>
        ))}
      </div>
      <button
        type="button"
        className="choice"
        aria-pressed={low}
        onClick={() => store.dispatch({ on: 'open-panel', panel: { ...panel, low: !low } })}
      >
        <IconCheck aria-hidden="true" className={`icon tick ${low ? '' : 'hidden'}`} />
        <IconWheelchair aria-hidden="true" className="icon" />
        {t('courier.size.low')}
      </button>
    </section>
  )
}
