import type { CellId } from '@cubby/kit/ids'
import { IconBoxOff, IconDoorOff, IconPackages } from '@tabler/icons-react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import { doorName } from '../model/model.ts'
import type { RecipientView } from '../model/recipient-view.ts'
import { useText } from '../text.ts'
import { useSpeech } from '../use-speech.ts'

const problems = [
  { problem: 'empty', Icon: IconBoxOff },
  { problem: 'wrong', Icon: IconPackages },
  { problem: 'did-not-open', Icon: IconDoorOff },
] as const

/** Something is not as it should be: which door, and what. */
export function ProblemScreen({ view, cell }: { view: RecipientView; cell: CellId | null }) {
  const { store } = useKiosk()
  const { step, state, underWay } = useModel()
  const { t } = useText()
  const title =
    cell === null ? t('problem.which') : t('problem.what', { door: doorName(state, cell) })
  useSpeech(title)
  const report = (problem: (typeof problems)[number]['problem']) => {
    if (step.at === 'recipient' && cell !== null)
      store.ask({ name: 'report-problem', body: { session: step.session, cell, problem } })
  }
  return (
    <div className="split problem">
      <div className="upper">
        <div className="ask">
          <h1>{title}</h1>
        </div>
      </div>
      <div className="lower choices-list">
        {cell === null
          ? view.doors.map((line) => (
              <button
                key={line.cell}
                type="button"
                className="button big"
                disabled={line.isNoted}
                onClick={() => store.dispatch({ on: 'problem-with', cell: line.cell })}
              >
                {t('collect.door', { door: line.name })}
              </button>
            ))
          : problems.map(({ problem, Icon }) => (
              <button
                key={problem}
                type="button"
                className="button big"
                disabled={underWay > 0}
                onClick={() => report(problem)}
              >
                <Icon aria-hidden="true" className="icon" />
                {t(`problem.${problem}`)}
              </button>
            ))}
      </div>
    </div>
  )
}
