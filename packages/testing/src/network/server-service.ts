import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { realClock } from '@cubby/keys/real-clock'
import { startEmbedded } from '@cubby/server/db/embedded'
import { compileCache } from './compile-cache.ts'
import { freePort } from './free-port.ts'
import { type Service, service } from './service.ts'

const main = fileURLToPath(new URL('../../../../apps/server/src/main.ts', import.meta.url))

/** The real server, as `apps/server` starts it: on its built-in database unless `env` names another. */
export async function serverService(options: {
  dataDir: string
  env?: Readonly<Record<string, string>>
  name?: string
  /** The start file of another version. */
  main?: string
  port?: number
}): Promise<Service> {
  const port = options.port ?? (await freePort())
  return service({
    name: options.name ?? 'server',
    main: options.main ?? main,
    env: {
      ...compileCache,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: options.dataDir,
      LOG_LEVEL: 'warn',
      CHECK_REPLIES: '1',
      ...options.env,
    },
    url: `http://127.0.0.1:${port}`,
    healthPath: '/readyz',
  })
}

/** The network operator's key, which the server writes down at its first start. */
export const operatorKey = async (dataDir: string) =>
  (await readFile(join(dataDir, 'operator-key.txt'), 'utf8')).trim()

/** Ends the built-in database that a killed server has left running. */
export async function endDatabase(dataDir: string): Promise<void> {
  const log = { info: () => {}, warn: () => {} }
  const left = await startEmbedded({ dir: dataDir, clock: realClock, log })
  await left.stop({ evenIfShared: true })
}
