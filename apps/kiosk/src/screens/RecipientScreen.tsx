import { IconAlertCircle } from '@tabler/icons-react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import { recipientView, type RecipientView } from '../model/recipient-view.ts'
import { DoorRow } from '../parts/DoorRow.tsx'
import { Told } from '../parts/Told.tsx'
import { Wall } from '../parts/Wall.tsx'
import { useText } from '../text.ts'
import { useSpeech } from '../use-speech.ts'
import { ProblemScreen } from './ProblemScreen.tsx'
import { ThanksScreen } from './ThanksScreen.tsx'

/** Somebody collects: which doors, and what to do with them. */
export function RecipientScreen() {
  const model = useModel()
  const view = recipientView(model)
  const { step } = model
  if (!view || step.at !== 'recipient') return null
  if (step.problem) return <ProblemScreen view={view} cell={step.problem.cell} />
  if (view.phase === 'closed') return <ThanksScreen view={view} />
  return <CollectScreen view={view} />
}

function CollectScreen({ view }: { view: RecipientView }) {
  const { store } = useKiosk()
  const { step } = useModel()
  const { t } = useText()
  const headline = t(view.headline.id, view.headline.values)
  const notice = step.notice
  useSpeech(notice ? t(notice.id, notice.values) : headline)
  const closed = view.doors.filter(({ door }) => door === 'closed').length
  const total = view.doors.length
  return (
    <div className="split collect">
      <div className="upper">
        <div className="wall-place">
          <Wall />
        </div>
      </div>
      <div className="lower">
        <div className={`headline headline-${view.phase}`} aria-live="assertive">
          <h1>{headline}</h1>
          {view.hint && <p>{t(view.hint.id, view.hint.values)}</p>}
        </div>
        {total > 1 && <p className="hint">{t('collect.progress', { done: closed, total })}</p>}
        <ul className="doors">
          {view.doors.map((line) => (
            <DoorRow key={line.cell} line={line} />
          ))}
        </ul>
        <Told notice={notice} />
        <button
          type="button"
          className="button"
          onClick={() => store.dispatch({ on: 'go-to-problem' })}
        >
          <IconAlertCircle aria-hidden="true" className="icon" />
          {t('collect.problem')}
        </button>
      </div>
    </div>
  )
}
