import { IconX } from '@tabler/icons-react'
import { useText } from '../text.ts'
import type { Problem } from './use-hands.ts'

/** What hands could not do, until somebody has read it. */
export function ProblemNote(props: { problem: Problem | null; onClose: () => void }) {
  const { t } = useText()
  return (
    <div className="notes" role="alert">
      {props.problem && (
        <p className="note">
          {t(props.problem)}
          <button
            type="button"
            className="icon-button"
            aria-label={t('problem.close')}
            onClick={props.onClose}
          >
            <IconX aria-hidden size={20} />
          </button>
        </p>
      )}
    </div>
  )
}
