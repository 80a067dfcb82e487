import { mkdir, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Prng } from '@cubby/kit/prng'
import { webhookEvents } from '@cubby/protocol/webhook-events'
import { createWebhook } from '@cubby/protocol/operations/webhooks/create-webhook'
import { type ApiClient, apiClient } from '@cubby/testing/network/api-client'
import { establishLocker, type Firms, settleFirms } from '@cubby/testing/network/firms'
import { freePort } from '@cubby/testing/network/free-port'
import { endDatabase, operatorKey, serverService } from '@cubby/testing/network/server-service'
import type { Service } from '@cubby/testing/network/service'
import { smallLocker } from '@cubby/testing/network/street-locker'
import { ownFolder } from '@cubby/testing/own-folder'
import { Balancer } from '../net/balancer.ts'
import { ChaosDatabase } from './database.ts'
import { unmountUnder } from './disk.ts'
import { Ears } from './ears.ts'
import { buildMachine, type Machine, putIntoService } from './machine.ts'
import { Recoveries } from './recoveries.ts'

/** `service` changes when the server is rolled to another version. */
export type NamedServer = { name: string; port: number; service: Service }

/** Servers on one database behind a balancer, lockers behind wires of their own, and everybody's ears. */
export type World = AsyncDisposable & {
  dir: string
  /** Keys and the operator's key: the same folder for every server. */
  serverDir: string
  database: ChaosDatabase
  servers: readonly NamedServer[]
  balancer: Balancer
  operator: ApiClient
  firms: Firms
  machines: Machine[]
  ears: Ears
  recoveries: Recoveries
}

export type WorldOptions = {
  edges: number
  chance: Prng
  say: (line: string) => void
}

/** Builds the network and waits until every locker knows what it needs. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { chance, say } = options
  await using undo = new AsyncDisposableStack()
  const dir = await ownFolder('cubby-chaos-', endIn)
  undo.defer(() => rm(dir, { recursive: true, force: true }))
  const serverDir = join(dir, 'server')
  await mkdir(serverDir)
  const recoveries = new Recoveries()
  const ears = undo.use(await Ears.open())
  const database = undo.use(await ChaosDatabase.open(serverDir))
  const servers: NamedServer[] = []
  for (const name of ['server A', 'server B']) {
    const port = await freePort()
    const env = serverEnv(database.url, ears)
    const service = undo.use(await serverService({ name, dataDir: serverDir, port, env }))
    await service.start()
    servers.push({ name, port, service })
  }
  const balancer = undo.use(
    await Balancer.open({
      backends: servers,
      chance: chance.split('balancer'),
      served: (name) => recoveries.served(name),
    }),
  )
  const operator = apiClient({ url: balancer.url, key: await operatorKey(serverDir) })
  const firms = await settleFirms(operator)
  await firms.shop.api.call(createWebhook, {
    body: { url: ears.webhookUrl, events: [...webhookEvents] },
  })
  const world = { dir, serverDir, database, servers, balancer, operator, firms, ears, recoveries }
  const machines: Machine[] = []
  for (let number = 1; number <= options.edges; number++) {
    const machine = await addMachine(world, `locker ${number}`, number === options.edges)
    machines.push(undo.use(machine))
  }
  say(`${servers.length} servers, ${machines.length} lockers`)
  const owned = undo.move()
  return { ...world, machines, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** What every server of this world is started with. */
export const serverEnv = (databaseUrl: string, ears: Ears): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  SMS_GATEWAY_URL: ears.smsUrl,
  SMS_GATEWAY_TOKEN: 'chaos',
  WEBHOOKS_ALLOW_PRIVATE: '1',
})

/** Establishes one more locker and puts it into service. */
export async function addMachine(
  world: Pick<World, 'dir' | 'operator' | 'balancer' | 'recoveries'>,
  name: string,
  hasSmallDisk = false,
): Promise<Machine> {
  const { dir, operator, balancer, recoveries } = world
  const { locker, enrolmentCode } = await establishLocker(operator, name, smallLocker())
  const machine = await buildMachine({
    name,
    locker,
    enrolmentCode,
    dataDir: join(dir, locker.id),
    serverPort: balancer.port,
    recoveries,
    hasSmallDisk,
  })
  await putIntoService(machine)
  return machine
}

/** What a killed run has left of its world. */
async function endIn(dir: string) {
  await unmountUnder(dir)
  const serverDir = join(dir, 'server')
  if (existsSync(join(serverDir, 'pg'))) await endDatabase(serverDir)
}
