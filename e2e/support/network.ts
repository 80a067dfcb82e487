import {
  type Network,
  type NetworkOptions,
  startNetwork,
} from '@cubby/testing/network/start-network'
import { testDatabase } from '@cubby/testing/postgres/test-database'

/**
 * A network for people before its screens. Its server works on a database of the PostgreSQL that all these tests share, where the schema
 * is laid already: how the built-in one begins, dies and is found again is for the tests that kill it.
 */
export async function startPeoplesNetwork(options: NetworkOptions = {}): Promise<Network> {
  await using undo = new AsyncDisposableStack()
  const { url } = undo.use(await testDatabase())
  const serverEnv = { ...options.serverEnv, DATABASE_URL: url }
  const network = undo.use(await startNetwork({ ...options, serverEnv }))
  const owned = undo.move()
  return { ...network, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
