import { readFileSync } from 'node:fs'
import { id, side } from '@cubby/domain/shapes'
import type { DeviceConfig } from '@cubby/drivers/device-config/device-shape'
import { checkDeviceConfig } from '@cubby/drivers/device-config/read-device-config'
import type { HardwareConfig, LineConfig } from '@cubby/drivers/hardware-config'
import { scanSuffixes } from '@cubby/drivers/scanners/scan-parser'
import type { DevicesNamed, NamedScanner } from '@cubby/edge/devices/machine-devices'
import { AppError } from '@cubby/kit/app-error'
import { type Millis, millis } from '@cubby/kit/clock'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)

const Env = z.object({
  EDGE_DATA_DIR: z
    .string()
    .min(1)
    .default('./data/edge')
    .describe('Folder of the one file of this locker; keep it on a disk that survives'),
  EDGE_SERVER_URL: z
    .url({ protocol: /^https?$/ })
    .describe('Root address of the server, such as https://parcels.example'),
  EDGE_ENROLMENT_CODE: z
    .string()
    .regex(/^[0-9A-Za-z-]{8,40}$/)
    .optional()
    .describe('One-time code from the back office; for the first start only'),
  EDGE_HARDWARE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'JSON file that says how the lock boards are wired; without it the wiring comes from the back office',
    ),
  EDGE_DEVICES: z
    .string()
    .min(1)
    .optional()
    .describe(
      'JSON file with all devices of the machine: boards, doors, scanners, sensors, loads, printer, terminal; in place of EDGE_HARDWARE and EDGE_SCANNER',
    ),
  EDGE_VIRTUAL: z
    .enum(['0', '1'])
    .default('0')
    .describe('1: emulated boards inside this program, for demonstrations and development'),
  EDGE_KIOSK_PORT: port
    .default(8180)
    .describe('Loopback port of the API for the screens; 0 takes any free one'),
  EDGE_BENCH_PORT: port
    .default(0)
    .describe('Loopback port of the hands for a virtual locker; 0 takes any free one'),
  EDGE_SCANNER: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Serial port of the code reader on the front, such as /dev/serial/by-id/…; a virtual locker has its own',
    ),
  EDGE_SCANNER_SUFFIX: z
    .enum(scanSuffixes)
    .default('line-end')
    .describe('How the reader ends a scan: CR or LF or both, CR LF only, or a tab'),
  EDGE_DOOR_POLL_IDLE_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(2_000)
    .describe('How often doors are looked at while nobody is there'),
  EDGE_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least important line that is logged'),
})

const line = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('serial'),
    path: z.string().min(1),
    baudRate: z.int().optional(),
  }),
  z.strictObject({
    kind: z.literal('tcp'),
    host: z.string().min(1),
    port: z.int().min(1).max(65_535),
  }),
])
const board = z.strictObject({
  id: z.string().min(1).max(60),
  model: z.string().min(1).max(60),
  address: z.int(),
  doorContact: z.enum(['closed-is-1', 'closed-is-0']),
  byteOrder: z.enum(['low-first', 'high-first']).optional(),
})
const wired = z.strictObject({
  buses: z.array(
    z.strictObject({
      id: z.string().min(1).max(60),
      line,
      boards: z.array(board),
      hasEcho: z.boolean().optional(),
    }),
  ),
  doors: z.array(
    z.strictObject({ cell: id('cel'), side, board: z.string(), channel: z.int().min(0) }),
  ),
})
/** Doors in the order of the layout over CU48 boards; one line per bus of ten boards. */
const fromLayout = z.strictObject({
  fromLayout: z.strictObject({ lines: z.array(line).min(1).max(10) }),
})

export type Hardware =
  | { kind: 'virtual'; benchPort: number }
  /** As the back office says. */
  | { kind: 'feed' }
  | { kind: 'wired'; config: HardwareConfig }
  | { kind: 'from-layout'; lines: readonly LineConfig[] }

export type Config = {
  dataDir: string
  serverUrl: string
  enrolmentCode: string | null
  hardware: Hardware
  /** What hangs on this machine beside the locks; of code readers those on real ports. */
  devices: DevicesNamed
  /** A file names them all. */
  areDevicesWritten: boolean
  kioskPort: number
  doorPollIdle: Millis
  logLevel: string
}

/** Reads the environment; nothing else in this program does. Throws `config/invalid` that names the variable. */
export function configFrom(env: Record<string, string | undefined>): Config {
  const read = Env.safeParse(env)
  if (!read.success) {
    const said = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new AppError('config/invalid', said.join('; '))
  }
  const { data } = read
  const devices = devicesFrom(data)
  return {
    dataDir: data.EDGE_DATA_DIR,
    serverUrl: data.EDGE_SERVER_URL,
    enrolmentCode: data.EDGE_ENROLMENT_CODE ?? null,
    hardware: devices ? { kind: 'wired', config: devices } : hardwareFrom(data),
    areDevicesWritten: devices !== null,
    devices: devices ?? { scanners: scannersFrom(data) },
    kioskPort: data.EDGE_KIOSK_PORT,
    doorPollIdle: millis(data.EDGE_DOOR_POLL_IDLE_MS),
    logLevel: data.EDGE_LOG_LEVEL,
  }
}

/** One file for everything; what else names devices would contradict it. */
function devicesFrom(data: z.infer<typeof Env>): DeviceConfig | null {
  const { EDGE_DEVICES: path } = data
  if (path === undefined) return null
  if (data.EDGE_HARDWARE || data.EDGE_SCANNER || data.EDGE_VIRTUAL === '1')
    throw new AppError(
      'config/invalid',
      'EDGE_DEVICES names all devices: leave out EDGE_HARDWARE, EDGE_SCANNER and EDGE_VIRTUAL',
    )
  try {
    return checkDeviceConfig(jsonIn(path, 'EDGE_DEVICES'))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError('config/invalid', `EDGE_DEVICES: ${path}\n${error.message}`, {
      fields: error.fields,
    })
  }
}

function scannersFrom(data: z.infer<typeof Env>): NamedScanner[] {
  const { EDGE_SCANNER: path, EDGE_SCANNER_SUFFIX: suffix } = data
  const side = 'front' as const
  return path === undefined ? [] : [{ id: 'reader', line: { kind: 'serial', path }, suffix, side }]
}

function hardwareFrom(data: z.infer<typeof Env>): Hardware {
  const isVirtual = data.EDGE_VIRTUAL === '1'
  if (isVirtual && data.EDGE_HARDWARE)
    throw new AppError('config/invalid', 'EDGE_VIRTUAL and EDGE_HARDWARE contradict each other')
  if (isVirtual) return { kind: 'virtual', benchPort: data.EDGE_BENCH_PORT }
  if (!data.EDGE_HARDWARE) return { kind: 'feed' }
  const read = z.union([wired, fromLayout]).safeParse(jsonIn(data.EDGE_HARDWARE, 'EDGE_HARDWARE'))
  if (!read.success)
    throw new AppError('config/invalid', `EDGE_HARDWARE: ${data.EDGE_HARDWARE} is no wiring`)
  return 'fromLayout' in read.data
    ? { kind: 'from-layout', lines: read.data.fromLayout.lines }
    : { kind: 'wired', config: read.data }
}

function jsonIn(path: string, variable: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new AppError('config/invalid', `${variable}: ${path} cannot be read`, { cause })
  }
}
