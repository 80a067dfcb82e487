import { useCallback, useState } from 'react'
import { fieldWords } from '../support/explain.ts'
import { named, type Say, useText } from '../text.ts'
import { AuthRefusal } from './auth-client.ts'

/** Runs one step of signing in or of changing the account, and says in words why it was refused: as a whole, or what is `wrong` with a field. */
export function useAuth() {
  const { t } = useText()
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({})
  const run = useCallback(
    async (step: () => Promise<void>) => {
      setRunning(true)
      setRefusal(null)
      setWrong({})
      try {
        await step()
      } catch (error) {
        const fields = fieldsOf(t, error)
        setWrong(fields)
        if (Object.keys(fields).length === 0) setRefusal(wordsFor(error))
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
  return { run, isRunning, refusal, wrong }
}

const fieldsOf = (t: Say, error: unknown) =>
  error instanceof AuthRefusal ? fieldWords(t, error.errors) : {}
