import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { Notice } from '../model/said.ts'
import { useText } from '../text.ts'

const icons = { good: IconCircleCheck, bad: IconAlertTriangle, plain: IconInfoCircle }

/** What the machine has just told: with a sign of its own, and read out by screen readers. */
export function Told({ notice }: { notice: Notice | null }) {
  const { t } = useText()
  const Icon = notice ? icons[notice.tone] : null
  return (
    <output className="told-place">
      {notice && Icon && (
        <span className={`told told-${notice.tone}`}>
          <Icon aria-hidden="true" className="icon" />
          <span>{t(notice.id, notice.values)}</span>
        </span>
      )}
    </output>
  )
}
