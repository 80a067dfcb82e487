import { execFile } from 'node:child_process'
import { AppError } from '@cubby/kit/app-error'
import type { Sensor, SensorDefinition, SensorReading } from './define-sensor.ts'

export const modemManager: SensorDefinition = {
  model: 'modem-manager',
  vendor: 'ModemManager',
  name: 'Modem through mmcli',
  measures: ['signal-quality'],
  through: 'modem-manager',
  wiring: 'None: any modem that ModemManager of the system knows. `mmcli -L` lists them.',
  settings: [],
  caveats: [
    {
      text: 'Percent as ModemManager reckons them from what the modem says: good for comparing a place with itself, not two modems with each other.',
      source: 'ModemManager reference',
    },
    {
      text: 'A value that the modem has not refreshed lately is unknown.',
      source: 'ModemManager reference',
    },
  ],
  confidence: 'official-document',
}

/** Everything worth telling of a modem; `state` as ModemManager names it, such as `connected`, `registered`, `searching`. */
export type ModemStatus = {
  signalPercent: number | null
  state: string | null
  operator: string | null
  technologies: string[]
}

/** Reads what `mmcli -J` prints. Anything that is missing, or no percentage, is unknown; throws `board/unexpected` for what is no JSON. */
export function parseModem(text: string): ModemStatus {
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch (cause) {
    throw new AppError('board/unexpected', 'mmcli gave no JSON', { cause })
  }
  const generic = at(at(told, 'modem'), 'generic')
  const quality = at(generic, 'signal-quality')
  const percent = Number(textAt(quality, 'value') ?? Number.NaN)
  const isRecent = textAt(quality, 'recent') !== 'no'
  const technologies = at(generic, 'access-technologies')
  return {
    signalPercent:
      isRecent && Number.isInteger(percent) && percent >= 0 && percent <= 100 ? percent : null,
    state: textAt(generic, 'state'),
    operator: textAt(at(at(told, 'modem'), '3gpp'), 'operator-name'),
    technologies: Array.isArray(technologies)
      ? technologies.filter((each) => typeof each === 'string').slice(0, 10)
      : [],
  }
}

const outputBytesMax = 256 * 1024
/** mmcli waits for the modem itself; a modem that hangs must not hold a process for ever. */
const patienceMs = 15_000

/** The modem with this index, or `any`. `command` is where mmcli is. Rejects with `board/no-answer` when it fails or does not end. */
export function modemSensor(modem: string, command = 'mmcli'): Sensor {
  return {
    read: async (): Promise<SensorReading> => ({
      'signal-quality': parseModem(await ask(command, ['-m', modem, '-J'])).signalPercent,
    }),
  }
}

const ask = (command: string, args: readonly string[]) =>
  new Promise<string>((resolve, reject) => {
    const options = { timeout: patienceMs, maxBuffer: outputBytesMax, encoding: 'utf8' } as const
    execFile(command, args, options, (failed, stdout) => {
      if (failed)
        return reject(new AppError('board/no-answer', 'mmcli has failed', { cause: failed }))
      resolve(stdout)
    })
  })

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined

/** mmcli writes `--` for what it does not know. */
function textAt(value: unknown, key: string): string | null {
  const text = at(value, key)
  return typeof text === 'string' && text !== '--' && text !== '' ? text.slice(0, 100) : null
}
