import { IconExternalLink } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useText } from '../text.ts'

const panels = {
  tall: { width: 1_080, height: 1_920 },
  wide: { width: 1_280, height: 800 },
  small: { width: 800, height: 480 },
} as const
type Panel = keyof typeof panels
const panelNames = Object.keys(panels) as Panel[]

/** The screen of the machine, as large inside as the real panel, made to fit. */
export function MachineScreen({ url }: { url: string | null }) {
  const { t } = useText()
  const title = useId()
  const [panel, setPanel] = useState<Panel>('tall')
  return (
    <section className="card screen" aria-labelledby={title}>
      <div className="card-head">
        <h2 id={title}>{t('screen.title')}</h2>
        <label className="field field-inline">
          <span>{t('screen.size')}</span>
          <select value={panel} onChange={({ target }) => setPanel(target.value as Panel)}>
            {panelNames.map((each) => (
              <option key={each} value={each}>
                {t(`screen.${each}`)}
              </option>
            ))}
          </select>
        </label>
        {url !== null && (
          <a
            className="icon-button"
            href={url}
            target="_blank"
            rel="noreferrer"
            aria-label={t('screen.own-tab')}
            title={t('screen.own-tab')}
          >
            <IconExternalLink aria-hidden size={20} />
          </a>
        )}
      </div>
      {url === null ? (
        <p className="soft">{t('screen.missing')}</p>
      ) : (
        <ScaledPage url={url} title={t('screen.title')} {...panels[panel]} />
      )}
    </section>
  )
}

function ScaledPage(props: { url: string; title: string; width: number; height: number }) {
  const { url, title, width, height } = props
  const bezel = useRef<HTMLDivElement>(null)
  const [scale, setScale] = useState(0.3)
  useEffect(() => {
    const around = bezel.current
    if (!around) return
    const seen = new ResizeObserver(([entry]) => {
      if (entry) setScale(entry.contentRect.width / width)
    })
    seen.observe(around)
    return () => seen.disconnect()
  }, [width])
  return (
    <div className="bezel">
      <div ref={bezel} style={{ height: height * scale, overflow: 'hidden' }} dir="ltr">
        <iframe
          src={url}
          title={title}
          allow="autoplay; camera"
          style={{
            width,
            height,
            border: 0,
            transformOrigin: '0 0',
            transform: `scale(${scale})`,
          }}
        />
      </div>
    </div>
  )
}
