/**
 * `npm start`: the server with its built-in database and one virtual locker, until Ctrl-C. What can be set is in
 * `scripts/start/settings.ts`; the programs also take their own settings from the environment.
 */
import { once } from 'node:events'
import { join, relative } from 'node:path'
import { realClock } from '@cubby/keys/real-clock'
import { AppError } from '@cubby/kit/app-error'
import { seconds } from '@cubby/kit/clock'
import { type RunningNetwork, runNetwork } from './start/run-network.ts'
import { type Settings, settingsFrom } from './start/settings.ts'
import { buildScreens } from './web/build-screens.ts'

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stop.abort())
const say = (line: string) => console.log(line)

// When npm is told to stop it ends its shell, and the shell tells nobody.
if (process.env['npm_lifecycle_event'] !== undefined) void stopAsOrphan(process.ppid)

try {
  const settings = settingsFrom(process.env)
  await buildScreens(say)
  const running = await runNetwork(settings, say)
  say(sights(settings, running))
  if (!stop.signal.aborted) await once(stop.signal, 'abort')
  say('Stopping …')
  await running.stop()
  say('Stopped. Everything is kept; start again with npm start.')
} catch (error) {
  if (!(error instanceof AppError)) throw error
  console.error(`Cubby did not start: ${error.message}`)
  process.exitCode = 1
}

async function stopAsOrphan(parent: number) {
  while (!stop.signal.aborted && process.ppid === parent)
    await realClock.sleep(seconds(1), stop.signal)
  stop.abort()
}

/** Browsers keep passkeys for names, not for addresses. */
function named(url: string): string {
  return url.replace('//127.0.0.1:', '//localhost:')
}

function sights({ dataDir }: Settings, { network }: RunningNetwork): string {
  const here = (name: string) => {
    const path = join(dataDir, name)
    const near = relative('.', path)
    return near.startsWith('..') ? path : `./${near}`
  }
  return [
    '',
    'Cubby is running.',
    '',
    `  Back office    ${named(network.apiUrl)}`,
    `  API            ${network.apiUrl}/v1`,
    `  OpenAPI        ${network.apiUrl}/openapi.json`,
    `  Try the API    ${named(network.apiUrl)}/docs`,
    `  First sign-in  in ${here('first-sign-in.txt')}`,
    `  Operator key   in ${here('operator-key.txt')}`,
    `  Locker         ${network.locker.name}: ${network.locker.cells} cells, virtual`,
    `  Its screen     ${network.kioskUrl}`,
    `  Its doors      ${network.benchUrl}/bench/`,
    `  Shop, couriers in ${here('network.json')}`,
    `  Data, logs     in ${here('')}`,
    '',
    '  Try            npm run demo, in another terminal: one delivery, told step by step',
    '  Stop           Ctrl-C',
    '',
  ].join('\n')
}
