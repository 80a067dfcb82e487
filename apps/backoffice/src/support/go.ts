import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

/** Goes to an address of `paths.ts`. */
export function useGo() {
  const router = useRouter()
  return useCallback(
    (href: string, options: { replace?: boolean } = {}) =>
      void router.navigate({ href, replace: options.replace ?? false }),
    [router],
  )
}
