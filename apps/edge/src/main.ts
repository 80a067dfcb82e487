/**
 * The program inside a locker. Prints one JSON line with its addresses when it is ready; logs go to stderr.
 * What it needs is told in `config.ts`. Killing it at any moment is safe.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startBenchServer } from '@cubby/edge/kiosk-api/bench-server'
import { defaultPolling } from '@cubby/edge/locker/door-watcher'
import type { HardwareSource } from '@cubby/edge/locker/locks'
import {
  virtualHardware,
  type VirtualLocker,
  virtualLocker,
} from '@cubby/edge/locker/virtual-hardware'
import { edgeLogger } from '@cubby/edge/logger'
import { startEdge } from '@cubby/edge/start-edge'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { AppError } from '@cubby/kit/app-error'
import { prng } from '@cubby/kit/prng'
import { destination } from 'pino'
import { configFrom, type Hardware } from './config.ts'

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())

const config = configFrom(process.env)
const log = edgeLogger({ level: config.logLevel, destination: destination(2) })
const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string }
let virtual: VirtualLocker | null = null

const edge = await startEdge({
  dataDir: config.dataDir,
  server: config.serverUrl,
  enrolmentCode: config.enrolmentCode,
  hardware: sourceOf(config.hardware),
  clock: realClock,
  ids: realIds,
  random: prng(realIds.mint('bot')),
  kioskPort: config.kioskPort,
  screens: builtScreen('kiosk'),
  version,
  log,
  polling: { busy: defaultPolling.busy, idle: config.doorPollIdle },
})
const bench =
  config.hardware.kind === 'virtual'
    ? await startBenchServer({
        port: config.hardware.benchPort,
        locker: () => virtual,
        screens: builtScreen('bench'),
        ids: realIds,
        log,
      })
    : null
process.stdout.write(
  `${JSON.stringify({ kioskUrl: edge.kioskUrl, benchUrl: bench?.url ?? null })}\n`,
)

if (!stop.signal.aborted) await once(stop.signal, 'abort')
await bench?.[Symbol.asyncDispose]()
await edge.stop()

/** Beside this program: `npm run build` puts them there. */
function builtScreen(app: 'kiosk' | 'bench'): string {
  return fileURLToPath(new URL(`../../${app}/dist`, import.meta.url))
}

function sourceOf(hardware: Hardware): HardwareSource {
  switch (hardware.kind) {
    case 'wired':
      return hardware.config
    case 'virtual':
      return (layout) => {
        virtual?.[Symbol.dispose]()
        virtual = virtualLocker(layout, realClock)
        return virtual.config
      }
    case 'from-layout':
      return (layout) =>
        virtualHardware(layout, (bus) => {
          const line = hardware.lines[bus]
          if (line) return line
          throw new AppError('config/invalid', `EDGE_HARDWARE: the layout needs ${bus + 1} lines`)
        })
  }
}
