import { resolve } from 'node:path'
import { AppError } from '@cubby/kit/app-error'

type Environment = Readonly<Record<string, string | undefined>>

/** What `npm start` may be told; everything else in the environment goes on to the programs as it is. */
export type Settings = {
  apiPort: number
  host: string
  dataDir: string
  kioskPort: number
  benchPort: number
  env: Readonly<Record<string, string>>
}

/**
 * Reads `PORT` and `HOST` of the API, `DATA_DIR` where everything is kept, and the loopback ports of the locker:
 * `EDGE_KIOSK_PORT` for its screens, `EDGE_BENCH_PORT` for hands at its doors. Throws `config/invalid`.
 */
export function settingsFrom(env: Environment): Settings {
  const given = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return {
    apiPort: portIn(env, 'PORT', 8080),
    host: env['HOST'] || '127.0.0.1',
    dataDir: resolve(env['DATA_DIR'] || './data'),
    kioskPort: portIn(env, 'EDGE_KIOSK_PORT', 8180),
    benchPort: portIn(env, 'EDGE_BENCH_PORT', 8181),
    env: Object.fromEntries(given),
  }
}

function portIn(env: Environment, name: string, usual: number): number {
  const port = Number(env[name] || usual)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new AppError('config/invalid', `${name} is a whole number from 1 to 65535`)
}
