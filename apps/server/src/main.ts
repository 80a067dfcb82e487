/**
 * The server of the network. Prints one JSON line with its address when it is ready; logs go to stderr.
 * What it needs is told in `packages/server/src/config.ts`. Killing it at any moment is safe.
 */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { configFrom } from '@cubby/server/config'
import { logToStderr } from '@cubby/server/logger'
import { startServer } from '@cubby/server/start-server'

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())

const config = configFrom(process.env)
const screens = fileURLToPath(new URL('../../backoffice/dist', import.meta.url))
await using server = await startServer(config, { log: logToStderr(config.logLevel), screens })
process.stdout.write(`${JSON.stringify({ url: server.url })}\n`)
if (!stop.signal.aborted) await once(stop.signal, 'abort')
