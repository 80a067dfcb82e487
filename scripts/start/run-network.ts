import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { realClock } from '@cubby/keys/real-clock'
import { seconds } from '@cubby/kit/clock'
import { apiClient, repeatable } from '@cubby/testing/network/api-client'
import { isServing, kioskClient } from '@cubby/testing/network/kiosk-client'
import { untilOf } from '@cubby/testing/network/program'
import { operatorKey } from '@cubby/testing/network/server-service'
import { type Service, service } from '@cubby/testing/network/service'
import { layDownNetwork } from './first-network.ts'
import { playFirstShipments } from './first-shipments.ts'
import { type NetworkFile, readNetworkFile, writeNetworkFile } from './network-file.ts'
import { mustBeFree } from './ports.ts'
import type { Settings } from './settings.ts'
import { Supervisor } from './supervisor.ts'

export type RunningNetwork = { network: NetworkFile; isFirstStart: boolean; stop(): Promise<void> }

/** Starts the server and one virtual locker as processes of their own, and keeps them running until `stop`. */
export async function runNetwork(
  settings: Settings,
  say: (line: string) => void,
): Promise<RunningNetwork> {
  await mustBeFree(settings)
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 })
  const isFirstStart = (await readNetworkFile(settings.dataDir)) === null
  if (isFirstStart) say('First start: setting up the database and a small network …')
  await using undo = new AsyncDisposableStack()
  const server = serverOf(settings)
  undo.defer(() => server.stop())
  await server.start()
  const network = await networkOf(settings)
  const edge = edgeOf(settings, network)
  undo.defer(() => edge.stop())
  await edge.start()
  const serves = async () => isServing(await kioskClient(edge.url).state())
  await untilOf(edge.program, 'the locker knows its couriers and doors', serves, seconds(30))
  if (!network.hasShipments) {
    say('Ten shipments go their way at the virtual locker …')
    await playFirstShipments(network)
    await writeNetworkFile(settings.dataDir, { ...network, hasShipments: true })
  }
  const supervisors = [edge, server].map(
    (each) => new Supervisor({ service: each, clock: realClock, say }),
  )
  undo.move()
  return {
    network,
    isFirstStart,
    // The locker first: it may still have something to tell.
    stop: async () => {
      for (const supervisor of supervisors) await supervisor.stop()
    },
  }
}

const appMain = (app: string) =>
  fileURLToPath(new URL(`../../apps/${app}/src/main.ts`, import.meta.url))

function serverOf(settings: Settings): Service {
  const { apiPort, host, dataDir, env } = settings
  return service({
    name: 'server',
    main: appMain('server'),
    env: { ...env, PORT: String(apiPort), HOST: host, DATA_DIR: dataDir },
    onLine: logTo(dataDir, 'server'),
    isDetached: true,
    url: urlOf(host, apiPort),
    healthPath: '/readyz',
  })
}

function edgeOf(settings: Settings, network: NetworkFile): Service {
  const { dataDir, kioskPort, benchPort, env } = settings
  return service({
    name: 'locker',
    main: appMain('edge'),
    env: {
      ...env,
      EDGE_VIRTUAL: '1',
      EDGE_DATA_DIR: join(dataDir, 'edge'),
      EDGE_SERVER_URL: network.apiUrl,
      EDGE_ENROLMENT_CODE: network.locker.enrolmentCode,
      EDGE_KIOSK_PORT: String(kioskPort),
      EDGE_BENCH_PORT: String(benchPort),
    },
    onLine: logTo(dataDir, 'locker'),
    isDetached: true,
    url: urlOf('127.0.0.1', kioskPort),
    healthPath: '/kiosk/v1/state',
  })
}

/** What the programs say is for later: the terminal is for people. */
function logTo(dataDir: string, name: string) {
  const log = createWriteStream(join(dataDir, `${name}.log`), { mode: 0o600 })
  return (line: string) => void log.write(`${line}\n`)
}

/** The network of the last start under today's addresses, or a new one. A first start that was cut short goes on. */
async function networkOf(settings: Settings): Promise<NetworkFile> {
  const { dataDir, host, apiPort, kioskPort, benchPort } = settings
  const addresses = {
    apiUrl: urlOf(host, apiPort),
    kioskUrl: urlOf('127.0.0.1', kioskPort),
    benchUrl: urlOf('127.0.0.1', benchPort),
  }
  const known = await readNetworkFile(dataDir)
  const network = { ...(known ?? (await newNetwork(addresses.apiUrl, dataDir))), ...addresses }
  await writeNetworkFile(dataDir, network)
  return network
}

async function newNetwork(url: string, dataDir: string) {
  const key = await operatorKey(dataDir)
  return layDownNetwork(repeatable(apiClient({ url, key }), 'first-start'))
}

const urlOf = (host: string, port: number) =>
  `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
