import { IconCloudOff } from '@tabler/icons-react'
import { useModel } from '../kiosk-context.ts'
import { useText } from '../text.ts'

/** A small cloud for whoever looks for it: without the server everything works all the same. */
export function OfflineSign() {
  const { state } = useModel()
  const { t } = useText()
  if (!state || state.isOnline) return null
  return (
    <output className="offline-sign" title={t('bar.offline')}>
      <IconCloudOff aria-hidden="true" />
      <span className="unseen">{t('bar.offline')}</span>
    </output>
  )
}
