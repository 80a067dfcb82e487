import { useCallback, useState } from 'react'
import { named, useText } from '../text.ts'
import { AuthRefusal } from './auth-client.ts'

/** Runs one step of signing in or of changing the account, and says in words why it was refused. */
export function useAuth() {
  const { t } = useText()
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const run = useCallback(
    async (step: () => Promise<void>) => {
      setRunning(true)
      setRefusal(null)
      try {
        await step()
      } catch (error) {
        setRefusal(wordsFor(error))
      } finally {
        setRunning(false)
      }
      function wordsFor(error: unknown) {
        if (!(error instanceof AuthRefusal)) return t('auth.refused')
        if (error.status === 429) return t('auth.refused.TOO_MANY')
        const known = named(t, 'auth.refused', error.code)
        return known === error.code ? t('auth.refused') : known
      }
    },
    [t],
  )
  return { run, isRunning, refusal }
}
