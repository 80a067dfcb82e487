import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Layout } from '@cubby/domain/cells/layout'
import { seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import type { NewLayout } from '@cubby/protocol/operations/lockers/locker-shapes'
import { compileCache } from './compile-cache.ts'
import { benchHands, type Hands } from './doors.ts'
import { establishLocker } from './firms.ts'
import { freePort } from './free-port.ts'
import { isServing, type KioskClient, kioskClient } from './kiosk-client.ts'
import { untilOf } from './program.ts'
import { type Service, service } from './service.ts'
import type { Network } from './start-network.ts'
import { smallLocker } from './street-locker.ts'

const main = fileURLToPath(new URL('../../../../apps/edge/src/main.ts', import.meta.url))

/** A machine whose boards are inside its own program, with a bench to play on. */
export type BenchLocker = AsyncDisposable & {
  id: LockerId
  layout: Layout
  dataDir: string
  edge: Service
  kiosk: KioskClient
  hands: Hands
  /** The page and the API of its bench. */
  benchUrl: string
}

/** One more machine in a running network: a virtual locker as `npm start` has one, with its screens and its bench. */
export async function startVirtualLocker(
  { dir, server, operator }: Pick<Network, 'dir' | 'server' | 'operator'>,
  options: { name?: string; layout?: NewLayout } = {},
): Promise<BenchLocker> {
  const { name = 'Virtual locker', layout = smallLocker() } = options
  const { locker, enrolmentCode } = await establishLocker(operator, name, layout)
  const dataDir = join(dir, locker.id)
  await mkdir(dataDir, { recursive: true })
  const [kioskPort, benchPort] = [await freePort(), await freePort()]
  const edge = service({
    name,
    main,
    env: {
      ...compileCache,
      EDGE_VIRTUAL: '1',
      EDGE_DATA_DIR: dataDir,
      EDGE_SERVER_URL: server.url,
      EDGE_ENROLMENT_CODE: enrolmentCode,
      EDGE_KIOSK_PORT: String(kioskPort),
      EDGE_BENCH_PORT: String(benchPort),
      EDGE_LOG_LEVEL: 'warn',
    },
    url: `http://127.0.0.1:${kioskPort}`,
    healthPath: '/kiosk/v1/state',
  })
  await edge.start()
  const kiosk = kioskClient(edge.url)
  const serves = async () => isServing(await kiosk.state())
  await untilOf(edge.program, `${name} knows its couriers and its doors`, serves, seconds(30))
  const benchUrl = `http://127.0.0.1:${benchPort}`
  return {
    id: locker.id,
    layout: locker.layout,
    dataDir,
    edge,
    kiosk,
    hands: benchHands(benchUrl),
    benchUrl,
    [Symbol.asyncDispose]: () => edge[Symbol.asyncDispose](),
  }
}
