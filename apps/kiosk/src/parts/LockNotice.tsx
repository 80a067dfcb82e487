import { IconHourglass } from '@tabler/icons-react'
import type { LockLeft } from '../model/lock-left.ts'
import { useText } from '../text.ts'

/** No code is taken for a while: how long, and what works meanwhile. */
export function LockNotice({ left }: { left: LockLeft }) {
  const { t } = useText()
  const isToday = left === 'today'
  return (
    <div className="lock" role="alert">
      <IconHourglass aria-hidden="true" className="icon" />
      <div>
        <h2>{t('start.lock.title')}</h2>
        {isToday ? (
          <p>{t('start.lock.day')}</p>
        ) : (
          <>
            <p className="lock-left" aria-live="off">
              {t('start.lock.left', { count: left.seconds })}
            </p>
            <p>{t('start.lock.qr')}</p>
          </>
        )}
      </div>
    </div>
  )
}
