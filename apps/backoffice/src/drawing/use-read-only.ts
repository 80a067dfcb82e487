import { useMediaQuery } from '@mantine/hooks'
import { useMe } from '../session/me.ts'
import { useText } from '../text.ts'

/** Why nothing can be drawn here, in words; null when it can: there is room for it, and the role allows it. */
export function useReadOnly(): string | null {
  const { t } = useText()
  const me = useMe()
  const isNarrow = useMediaQuery('(max-width: 1023px)', undefined, {
    getInitialValueInEffect: false,
  })
  if (!me.scopes.includes('models:write')) return t('model.read-only.role')
  return isNarrow ? t('model.read-only.narrow') : null
}
