/**
 * The program inside a locker. Prints one JSON line with its addresses when it is ready; logs go to stderr.
 * What it needs is told in `config.ts`. Killing it at any moment is safe.
 */
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startBenchServer } from '@cubby/edge/kiosk-api/bench-server'
import { defaultPolling } from '@cubby/edge/locker/door-watcher'
import type { HardwareSource } from '@cubby/edge/locker/locks'
import { machineFile } from '@cubby/edge/bench/machine-memory'
import { NetworkPlug } from '@cubby/edge/bench/network-plug'
import { VirtualMachine } from '@cubby/edge/bench/virtual-machine'
import { thisMachine } from '@cubby/edge/kiosk-api/screens'
import { virtualHardware } from '@cubby/edge/locker/virtual-hardware'
import { httpTransport } from '@cubby/edge/sync/http-transport'
import { edgeLogger } from '@cubby/edge/logger'
import { startEdge } from '@cubby/edge/start-edge'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
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
const virtual = config.hardware.kind === 'virtual' ? virtualMachine() : null

const edge = await startEdge({
  dataDir: config.dataDir,
  server: virtual?.plug ?? config.serverUrl,
  enrolmentCode: config.enrolmentCode,
  hardware: sourceOf(config.hardware),
  clock: realClock,
  ids: realIds,
  random: prng(realIds.mint('bot')),
  kioskPort: config.kioskPort,
  screens: builtScreen('kiosk'),
  framedBy: virtual ? thisMachine : [],
  devices: {
    ...config.devices,
    scanners: [...(config.devices.scanners ?? []), ...(virtual?.scanners ?? [])],
  },
  areDevicesWritten: config.areDevicesWritten,
  version,
  log,
  polling: { busy: defaultPolling.busy, idle: config.doorPollIdle },
})
const bench =
  config.hardware.kind === 'virtual' && virtual
    ? await startBenchServer({
        port: config.hardware.benchPort,
        machine: virtual,
        kioskUrl: edge.kioskUrl,
        screens: builtScreen('bench'),
        clock: realClock,
        ids: realIds,
        log,
      })
    : null
// A network card tells its computer at once when the cable is pulled.
virtual?.plug.onMoved(() => void edge.sync.idle())
process.stdout.write(
  `${JSON.stringify({ kioskUrl: edge.kioskUrl, benchUrl: bench?.url ?? null })}\n`,
)

if (!stop.signal.aborted) await once(stop.signal, 'abort')
await bench?.[Symbol.asyncDispose]()
await edge.stop()
virtual?.[Symbol.dispose]()

function virtualMachine(): VirtualMachine {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const { serverUrl, dataDir } = config
  return new VirtualMachine({
    plug: new NetworkPlug(httpTransport({ serverUrl, clock: realClock })),
    clock: realClock,
    memory: machineFile(join(dataDir, 'virtual-machine.json')),
  })
}

/** Beside this program: `npm run build` puts them there. */
function builtScreen(app: 'kiosk' | 'bench'): string {
  return fileURLToPath(new URL(`../../${app}/dist`, import.meta.url))
}

function sourceOf(hardware: Hardware): HardwareSource {
  switch (hardware.kind) {
    case 'feed':
      return { fromFeed: (wiring) => wiring }
    case 'wired':
      return hardware.config
    case 'virtual':
      return (layout) => must(virtual, 'a virtual machine').build(layout)
    case 'from-layout':
      return (layout) =>
        virtualHardware(layout, (bus) => {
          const line = hardware.lines[bus]
          if (line) return line
          throw new AppError('config/invalid', `EDGE_HARDWARE: the layout needs ${bus + 1} lines`)
        })
  }
}
