import { useText } from '../text.ts'

export const views = ['machine', 'screen', 'faults', 'wires'] as const
export type View = (typeof views)[number]

/** The parts of the bench one at a time, for narrow pages. */
export function ViewTabs(props: { view: View; onView: (view: View) => void }) {
  const { t } = useText()
  return (
    <nav className="tabs" aria-label={t('app.views')}>
      {views.map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={view === props.view}
          onClick={() => props.onView(view)}
        >
          {t(`view.${view}`)}
        </button>
      ))}
    </nav>
  )
}
