import { queries } from '../api/client.ts'
import { to } from '../paths.ts'
import { useGo } from '../support/go.ts'
import { auth } from './auth-client.ts'

/** Ends the session and forgets everything that was shown. */
export function useSignOut() {
  const go = useGo()
  return async () => {
    await auth('sign-out', {})
    go(to.signIn(), { replace: true })
    queries.clear()
  }
}
