import { useEffect, useState } from 'react'
import { useGo } from '../go.ts'

/** Leaves a form that was saved: first the guard for unsaved changes is lifted, then we go. */
export function useLeave(settle: () => void) {
  const go = useGo()
  const [href, setHref] = useState<string | null>(null)
  useEffect(() => {
    if (href !== null) go(href, { replace: true })
  }, [href, go])
  return (next: string) => {
    settle()
    setHref(next)
  }
}
