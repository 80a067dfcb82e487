import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { realClock } from '@cubby/keys/real-clock'
import { type Database, openDatabase } from '@cubby/server/db/database'
import { startEmbedded } from '@cubby/server/db/embedded'
import { loadServerKeys, type ServerKeys } from '@cubby/server/keys/server-keys'
import { ownFolder } from '@cubby/testing/own-folder'
import { endDatabase, operatorKey, serverService } from '@cubby/testing/network/server-service'

/** A folder that is gone afterwards, and one server process with its built-in, durable PostgreSQL. */
export type Place = AsyncDisposable & {
  dir: string
  url: string
  /** The server's process, for its memory. */
  serverPid: number
  keys: ServerKeys
  /** The network operator's key, which may do everything. */
  operatorKey: string
  /** A pool of our own on the server's database, for setting up and for comparing. */
  database: Database
}

const quiet = { info: () => {}, warn: () => {} }

/** Starts the server as `npm start` would; with `profileDir`, a CPU profile of it is left there. */
export async function benchPlace(options: { profileDir: string | null }): Promise<Place> {
  await using made = new AsyncDisposableStack()
  const dir = await ownFolder('cubby-bench-', (left) => endDatabase(join(left, 'server')))
  made.defer(() => rm(dir, { recursive: true, force: true }))
  const dataDir = join(dir, 'server')
  if (options.profileDir) await mkdir(options.profileDir, { recursive: true })
  const server = await serverService({
    dataDir,
    env: {
      CHECK_REPLIES: '0',
      ...(options.profileDir ? profiling(resolve(options.profileDir)) : {}),
    },
  })
  made.defer(() => endDatabase(dataDir))
  // In order, and not by SIGKILL: a profile is written at the end.
  made.defer(() => server.stop())
  await server.start()
  const { url: databaseUrl } = await startEmbedded({ dir: dataDir, clock: realClock, log: quiet })
  const database = openDatabase(databaseUrl, { max: 4 })
  made.defer(() => database.close())
  const all = made.move()
  return {
    dir,
    database,
    url: server.url,
    serverPid: server.program.pid,
    operatorKey: await operatorKey(dataDir),
    keys: loadServerKeys(join(dataDir, 'keys')),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

const profiling = (dir: string) => ({
  NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${dir} --cpu-prof-name=server.cpuprofile`,
})
