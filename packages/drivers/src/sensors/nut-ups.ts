import { AppError } from '@cubby/kit/app-error'
import { type Clock, millis } from '@cubby/kit/clock'
import type { Line } from '../lines/line.ts'
import type { Sensor, SensorDefinition } from './define-sensor.ts'
import { parseNutLine, type UpsStatus, upsStatusOf } from './nut-protocol.ts'

const document = 'Network UPS Tools, network protocol'

export const nutUps: SensorDefinition = {
  model: 'nut-ups',
  vendor: 'Network UPS Tools',
  name: 'UPS through NUT',
  measures: ['on-mains', 'battery-low', 'battery-charge', 'battery-runtime'],
  through: 'nut',
  wiring:
    'The UPS to the computer by USB, and NUT on it; or any NUT server in the machine’s own network. Port 3493.',
  settings: [
    {
      text: 'Reading needs no account. LISTEN 127.0.0.1 in upsd.conf keeps it inside the machine.',
      source: document,
    },
  ],
  caveats: [
    {
      text: 'DATA-STALE and DRIVER-NOT-CONNECTED mean that NUT itself has lost the UPS: unknown, not mains.',
      source: document,
    },
    {
      text: 'How long a battery lasts is an estimate, of an old battery a bold one. LB is what to act on.',
      source: document,
    },
    {
      text: 'We read, and switch lights, heaters and sockets off at LB or FSD. We start no battery test and shut no computer down: that is the work of upsmon.',
      source: 'Our choice',
    },
  ],
  confidence: 'official-document',
}

const patience = millis(5_000)
const lineCharsMax = 2_000
const variablesMax = 1_000
/** The server is there and has lost its UPS. */
const lost = new Set(['DATA-STALE', 'DRIVER-NOT-CONNECTED'])

/** A UPS behind a NUT server. Line by line over any line, so that tests need no port. */
export class NutUps implements Sensor {
  readonly #ups: string
  readonly #line: Line
  readonly #clock: Clock
  #before: Promise<unknown> = Promise.resolve()

  constructor(options: { ups: string; line: Line; clock: Clock }) {
    this.#ups = options.ups
    this.#line = options.line
    this.#clock = options.clock
  }

  /**
   * All that is known of the power. Rejects with `board/no-answer` when the server is silent or has lost the UPS, with
   * `board/unexpected` when it refuses or talks what NUT does not.
   */
  status(): Promise<UpsStatus> {
    const asked = this.#before.then(() => this.#ask())
    this.#before = asked.catch(() => {})
    return asked.then(upsStatusOf)
  }

  async read() {
    const { isOnMains, isBatteryLow, isShuttingDown, ...battery } = await this.status()
    const { batteryPercent, runtimeSeconds } = battery
    return {
      'on-mains': isOnMains === null ? null : Number(isOnMains),
      'battery-low': Number(isBatteryLow || isShuttingDown),
      'battery-charge': batteryPercent,
      'battery-runtime': runtimeSeconds,
    }
  }

  async #ask(): Promise<Map<string, string>> {
    const list = `LIST VAR ${this.#ups}`
    const listed = Promise.withResolvers<Map<string, string>>()
    listed.promise.catch(() => {})
    const enough = new AbortController()
    const variables = new Map<string, string>()
    const take = (text: string) => {
      const told = parseNutLine(text)
      if (told?.kind === 'variable' && told.ups === this.#ups && variables.size < variablesMax)
        variables.set(told.name, told.value)
      else if (told?.kind === 'end') listed.resolve(variables)
      else if (told?.kind === 'error') listed.reject(refusal(told.code))
      else if (told === null)
        listed.reject(new AppError('board/unexpected', 'this is no NUT server'))
    }
    const stops = [
      this.#line.onData(byLines(take)),
      this.#line.onClose(() =>
        listed.reject(new AppError('line/unavailable', 'the NUT server has hung up')),
      ),
    ]
    void this.#clock.sleep(patience, enough.signal).then(() => {
      if (!enough.signal.aborted)
        listed.reject(new AppError('board/no-answer', 'the NUT server does not answer'))
    })
    try {
      await this.#line.write(new TextEncoder().encode(`${list}\n`))
      return await listed.promise
    } finally {
      enough.abort()
      for (const stop of stops) stop()
    }
  }
}

const refusal = (code: string) =>
  lost.has(code)
    ? new AppError('board/no-answer', `NUT has lost the UPS (${code})`)
    : new AppError('board/unexpected', `NUT refuses: ${code.slice(0, 40)}`)

/** Cuts what comes into lines; one that never ends is given as far as it came, and is no line of NUT then. */
export function byLines(take: (line: string) => void): (bytes: Uint8Array) => void {
  let pending = ''
  return (bytes) => {
    for (const byte of bytes) {
      if (byte !== 0x0a && pending.length < lineCharsMax) {
        pending += String.fromCharCode(byte)
        continue
      }
      const line = pending.replace(/\r$/, '')
      pending = ''
      if (line !== '') take(line)
    }
  }
}
