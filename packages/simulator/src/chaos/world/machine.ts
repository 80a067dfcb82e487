import { join } from 'node:path'
import type { Layout } from '@cubby/domain/cells/layout'
import { virtualHardware } from '@cubby/edge/locker/virtual-hardware'
import { seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import { type Doors, doorsOf } from '@cubby/testing/network/doors'
import { edgeService } from '@cubby/testing/network/edge-service'
import { type KioskClient, kioskClient } from '@cubby/testing/network/kiosk-client'
import { untilOf } from '@cubby/testing/network/program'
import type { Service } from '@cubby/testing/network/service'
import { LinkProxy } from '../net/proxy.ts'
import { type Disk, smallDisk } from './disk.ts'
import type { Recoveries } from './recoveries.ts'
import { Steel } from './steel.ts'

/** One locker: its program, its steel, its wire to the servers, and what people reach. */
export type Machine = AsyncDisposable & {
  name: string
  id: LockerId
  layout: Layout
  dataDir: string
  edge: Service
  steel: Steel
  doors: Doors
  link: LinkProxy
  kiosk: KioskClient
  /** Null for a disk that never fills up. */
  disk: Disk | null
}

export type MachineOptions = {
  name: string
  locker: { id: LockerId; layout: Layout; cells: number }
  enrolmentCode: string
  dataDir: string
  /** Where its wire ends. */
  serverPort: number
  recoveries: Recoveries
  hasSmallDisk: boolean
}

/** Puts one locker up and does not start its program. */
export async function buildMachine(options: MachineOptions): Promise<Machine> {
  await using undo = new AsyncDisposableStack()
  const { name, locker, dataDir, recoveries } = options
  const { id, layout, cells } = locker
  let edge: Service | null = null
  const disk = options.hasSmallDisk
    ? undo.use(await smallDisk(dataDir, () => edge?.program.pid ?? 0))
    : null
  const steel = undo.use(await Steel.raise(cells))
  const link = undo.use(await LinkProxy.open(options.serverPort))
  const line = { kind: 'tcp', host: '127.0.0.1', port: steel.port } as const
  const hardware = virtualHardware(layout, () => line)
  edge = undo.use(
    await edgeService({
      name,
      dataDir,
      serverUrl: `http://127.0.0.1:${link.port}`,
      enrolmentCode: options.enrolmentCode,
      hardware,
    }),
  )
  const kiosk = noticed(kioskClient(edge.url), () => recoveries.served(name))
  const doors = doorsOf(steel.hands, hardware)
  const owned = undo.move()
  return {
    name,
    id,
    layout,
    dataDir,
    edge,
    steel,
    doors,
    link,
    kiosk,
    disk,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Starts the program for the first time, and waits until it knows its layout and its couriers. */
export async function putIntoService({ name, edge, kiosk }: Machine): Promise<void> {
  await edge.start()
  const isInformed = async () => (await kiosk.state()).completeAt !== null
  await untilOf(edge.program, `${name} knows its layout and its couriers`, isInformed, seconds(60))
}

/** The file of this machine. */
export const fileOf = ({ dataDir }: Pick<Machine, 'dataDir'>) => join(dataDir, 'edge.sqlite')

function noticed(kiosk: KioskClient, answered: () => void): KioskClient {
  return {
    say: async (name, ask) => {
      const outcome = await kiosk.say(name, ask)
      answered()
      return outcome
    },
    state: async () => {
      const state = await kiosk.state()
      answered()
      return state
    },
  }
}
