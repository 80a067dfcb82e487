import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { useMe } from '../session/me.ts'
import { useText } from '../text.ts'

/**
 * Why nothing can be drawn here, in words; null when it can: there is room for it, and the role allows it. Whoever has begun to draw goes
 * on, however narrow the window becomes: what is drawn must not be lost by that.
 */
export function useReadOnly(): string | null {
  const { t } = useText()
  const me = useMe()
  const isWide = useMediaQuery('(min-width: 1200px)', undefined, {
    getInitialValueInEffect: false,
  })
  const [wasWide, setWasWide] = useState(isWide)
  if (isWide && !wasWide) setWasWide(true)
  if (!me.scopes.includes('models:write')) return t('model.read-only.role')
  return wasWide ? null : t('model.read-only.narrow')
}
