import { resolve } from 'node:path'
import { AppError } from '@cubby/kit/app-error'
import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65_535)

const Env = z.object({
  PORT: port.default(8080).describe('TCP port of the API'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address that the API listens on'),
  DATA_DIR: z.string().min(1).default('./data').describe('Where everything is kept'),
  EDGE_KIOSK_PORT: port.default(8180).describe('Loopback port of the screens of the locker'),
  EDGE_BENCH_PORT: port.default(8181).describe('Loopback port of the hands at its doors'),
})

/** What `npm start` may be told; everything else in the environment goes on to the programs as it is. */
export type Settings = {
  apiPort: number
  host: string
  dataDir: string
  kioskPort: number
  benchPort: number
  env: Readonly<Record<string, string>>
}

/** Reads the environment. Throws `config/invalid` that names the variable. */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  const read = Env.safeParse(env)
  if (!read.success) {
    const said = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new AppError('config/invalid', said.join('; '))
  }
  const { data } = read
  const given = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return {
    apiPort: data.PORT,
    host: data.HOST,
    dataDir: resolve(data.DATA_DIR),
    kioskPort: data.EDGE_KIOSK_PORT,
    benchPort: data.EDGE_BENCH_PORT,
    env: Object.fromEntries(given),
  }
}
