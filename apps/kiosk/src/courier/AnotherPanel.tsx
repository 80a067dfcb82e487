import { IconArrowsMaximize, IconDropletOff, IconPackage, IconTool } from '@tabler/icons-react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import type { CourierPanel } from '../model/model.ts'
import { useText } from '../text.ts'
import { useSpeech } from '../use-speech.ts'

const reasons = [
  { reason: 'too-small', Icon: IconArrowsMaximize },
  { reason: 'dirty', Icon: IconDropletOff },
  { reason: 'broken', Icon: IconTool },
  { reason: 'occupied', Icon: IconPackage },
] as const

/** Why this cell does not do: one press opens the next that fits. */
export function AnotherPanel({ panel }: { panel: Extract<CourierPanel, { kind: 'another' }> }) {
  const { store } = useKiosk()
  const { step, underWay } = useModel()
  const { t } = useText()
  const title = t('courier.another.title', { label: panel.label })
  useSpeech(title)
  if (step.at !== 'courier') return null
  const { session } = step
  return (
    <section className="panel" aria-label={title}>
      <h1>{title}</h1>
      <div className="choices-list two">
        {reasons.map(({ reason, Icon }) => (
          <button
            key={reason}
            type="button"
            className="button big"
            disabled={underWay > 0}
            onClick={() =>
              store.ask({ name: 'another-cell', body: { session, stay: panel.stay, reason } })
            }
          >
            <Icon aria-hidden="true" className="icon" />
            {t(`courier.another.${reason}`)}
          </button>
        ))}
      </div>
    </section>
  )
}
