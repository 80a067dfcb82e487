import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { virtualHardware } from '@cubby/edge/locker/virtual-hardware'
import { type Layout } from '@cubby/domain/cells/layout'
import { seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import type { NewLayout } from '@cubby/protocol/operations/lockers/locker-shapes'
import { ownFolder } from '../own-folder.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { type Boards, startBoards } from './boards.ts'
import { type Doors, doorsOf } from './doors.ts'
import { edgeService } from './edge-service.ts'
import { establishLocker, type Firms, settleFirms } from './firms.ts'
import { isServing, type KioskClient, kioskClient } from './kiosk-client.ts'
import { untilOf } from './program.ts'
import { endDatabase, operatorKey, serverService } from './server-service.ts'
import type { Service } from './service.ts'
import { smallLocker } from './street-locker.ts'

/** One machine of the network: its program, its boards in a process of their own, and what people reach. */
export type NetworkLocker = {
  id: LockerId
  layout: Layout
  dataDir: string
  edge: Service
  boards: Boards
  doors: Doors
  kiosk: KioskClient
}

export type Network = AsyncDisposable & {
  dir: string
  serverDir: string
  server: Service
  operator: ApiClient
  firms: Firms
  lockers: NetworkLocker[]
}

export type NetworkOptions = {
  lockers?: number
  layout?: NewLayout
  /** With DATABASE_URL the server uses that database and brings none. */
  serverEnv?: Readonly<Record<string, string>>
}

/**
 * A whole network of real processes on this machine: the server with its built-in database, edges, lock boards,
 * a delivery operator and a shop. Every process can be killed and started again; all are gone at the end.
 */
export async function startNetwork(options: NetworkOptions = {}): Promise<Network> {
  await using undo = new AsyncDisposableStack()
  const dir = await ownFolder('cubby-network-', endIn)
  undo.defer(() => rm(dir, { recursive: true, force: true }))
  const serverDir = join(dir, 'server')
  const server = await serverService({
    dataDir: serverDir,
    ...(options.serverEnv ? { env: options.serverEnv } : {}),
  })
  undo.defer(() => endIn(dir))
  undo.use(server)
  await server.start()
  const operator = apiClient({ url: server.url, key: await operatorKey(serverDir) })
  const firms = await settleFirms(operator)
  const lockers: NetworkLocker[] = []
  for (let i = 1; i <= (options.lockers ?? 1); i++)
    lockers.push(
      await addLocker(
        { dir, server, operator, layout: options.layout ?? smallLocker(), name: `Locker ${i}` },
        undo,
      ),
    )
  const owned = undo.move()
  return {
    dir,
    serverDir,
    server,
    operator,
    firms,
    lockers,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Ends its built-in database, if it has one: it outlives the server, and a killed test run too. */
async function endIn(dir: string) {
  const serverDir = join(dir, 'server')
  if (existsSync(join(serverDir, 'pg'))) await endDatabase(serverDir)
}

type Ground = {
  dir: string
  server: Service
  operator: ApiClient
  layout: NewLayout
  name: string
}

async function addLocker(ground: Ground, undo: AsyncDisposableStack): Promise<NetworkLocker> {
  const { dir, server, operator, name } = ground
  const { locker, enrolmentCode } = await establishLocker(operator, name, ground.layout)
  const { id, layout } = locker
  const boards = undo.use(await startBoards(locker.cells))
  const line = { kind: 'tcp', host: '127.0.0.1', port: boards.port } as const
  const hardware = virtualHardware(layout, () => line)
  const dataDir = join(dir, id)
  const edge = undo.use(
    await edgeService({ name, dataDir, serverUrl: server.url, enrolmentCode, hardware }),
  )
  await edge.start()
  const kiosk = kioskClient(edge.url)
  const serves = async () => isServing(await kiosk.state())
  await untilOf(edge.program, `${name} knows its couriers and its doors`, serves, seconds(30))
  const doors = doorsOf(boards.hands, hardware)
  return { id, layout, dataDir, edge, boards, doors, kiosk }
}
