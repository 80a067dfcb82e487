import { IconBarcode, IconListSearch, IconLogout, IconPackageExport } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import { courierView, type CourierView } from '../model/courier-view.ts'
import type { CourierPanel, Model } from '../model/model.ts'
import type { Notice } from '../model/said.ts'
import { Told } from '../parts/Told.tsx'
import { Wall } from '../parts/Wall.tsx'
import { useText } from '../text.ts'
import { useSpeech } from '../use-speech.ts'
import { AnotherPanel } from './AnotherPanel.tsx'
import { LastScans } from './LastScans.tsx'
import { ListPanel } from './ListPanel.tsx'
import { SizePanel } from './SizePanel.tsx'
import { SummaryPanel } from './SummaryPanel.tsx'
import { WithdrawPanel } from './WithdrawPanel.tsx'

/** One screen for all of a courier's work: the wall, how far he is, and what he scanned last. The scanner drives it. */
export function CourierScreen() {
  const model = useModel()
  const { t } = useText()
  const view = courierView(model)
  const { step } = model
  const { display } = useKiosk()
  const notice = step.notice ?? maintenanceOf(model)
  const headline = view ? t(view.headline.id, view.headline.values) : ''
  useSpeech(notice ? t(notice.id, notice.values) : headline)
  if (!view || step.at !== 'courier') return null
  const words = <Words view={view} headline={headline} notice={notice} />
  return (
    <div className="split courier">
      <div className="upper">
        <div className="wall-place">
          <Wall />
        </div>
        <FreeCells free={view.free} />
        {display.isLow && words}
      </div>
      <div className="lower">
        {step.panel ? (
          panelOf(step.panel, view)
        ) : (
          <>
            {!display.isLow && words}
            <LastScans lines={view.lines} />
            <CourierActions view={view} />
          </>
        )}
      </div>
    </div>
  )
}

/** While the machine is maintained couriers know before they try. */
const maintenanceOf = ({ state }: Model): Notice | null =>
  state?.maintenanceUntil ? { tone: 'plain', id: 'told.maintenance' } : null

function panelOf(panel: CourierPanel, view: CourierView): ReactNode {
  switch (panel.kind) {
    case 'size':
      return <SizePanel panel={panel} />
    case 'another':
      return <AnotherPanel panel={panel} />
    case 'list':
      return <ListPanel filter={panel.filter} view={view} />
    case 'withdraw':
      return <WithdrawPanel view={view} />
    case 'summary':
      return <SummaryPanel view={view} />
  }
}

type WordsProps = { view: CourierView; headline: string; notice: Notice | null }

function Words({ view, headline, notice }: WordsProps) {
  const isCalm = view.headline.id === 'courier.scan'
  return (
    <div className="words">
      <div className={`headline headline-${isCalm ? 'calm' : 'open'}`} aria-live="assertive">
        <h1>
          {isCalm && <IconBarcode aria-hidden="true" className="icon" />}
          {headline}
        </h1>
      </div>
      <Progress view={view} />
      <Told notice={notice} />
    </div>
  )
}

function Progress({ view: { done, total } }: { view: CourierView }) {
  const { t } = useText()
  return (
    <div className="progress">
      <progress
        max={Math.max(1, total)}
        value={done}
        aria-label={t('courier.progress', { done, total })}
      />
      <span>{t('courier.progress', { done, total })}</span>
    </div>
  )
}

/** What is still free, by size class, so that a courier knows before he carries. */
function FreeCells({ free }: Pick<CourierView, 'free'>) {
  const { t } = useText()
  return (
    <ul className="free-cells" aria-label={t('courier.free')}>
      {free.map(({ type, count }) => (
        <li key={type}>
          <strong>{type}</strong> {t('courier.size.free', { count })}
        </li>
      ))}
    </ul>
  )
}

function CourierActions({ view }: { view: CourierView }) {
  const { store } = useKiosk()
  const { t } = useText()
  const open = (panel: CourierPanel) => store.dispatch({ on: 'open-panel', panel })
  const back = view.withdrawable.length
  return (
    <div className="actions">
      <button type="button" className="button" onClick={() => open({ kind: 'list', filter: '' })}>
        <IconListSearch aria-hidden="true" className="icon" />
        {t('courier.list')}
      </button>
      <button type="button" className="button" onClick={() => open({ kind: 'withdraw' })}>
        <IconPackageExport aria-hidden="true" className="icon" />
        {back > 0 ? t('courier.withdraw.count', { count: back }) : t('courier.withdraw')}
      </button>
      <button type="button" className="button primary" onClick={() => open({ kind: 'summary' })}>
        <IconLogout aria-hidden="true" className="icon turns" />
        {t('courier.finish')}
      </button>
    </div>
  )
}
