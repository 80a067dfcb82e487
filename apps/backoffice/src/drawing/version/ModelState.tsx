import { IconPencil, IconRosetteDiscountCheck } from '@tabler/icons-react'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

/** Whether a model, or one version of it, may be built. */
export function ModelState({
  isReleased,
  hasNewer = false,
}: {
  isReleased: boolean
  hasNewer?: boolean
}) {
  const { t } = useText()
  return isReleased ? (
    <Sign color="done" icon={IconRosetteDiscountCheck} meaning={t('model.state.released.meaning')}>
      {t(hasNewer ? 'model.state.newer' : 'model.state.released')}
    </Sign>
  ) : (
    <Sign color="gray" icon={IconPencil} meaning={t('model.state.draft.meaning')}>
      {t('model.state.draft')}
    </Sign>
  )
}
