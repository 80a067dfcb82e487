import type { SensorConfig } from '@cubby/drivers/device-config/device-shape'
import { openSensors, type Sensors } from '@cubby/drivers/device-config/open-sensors'
import { type ThresholdState, ThresholdWatch } from '@cubby/drivers/sensors/threshold-watch'
import type { ErrorCode } from '@cubby/kit/app-error'
import { type Clock, millis, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Logger } from 'pino'
import type { Faults } from './faults.ts'
import type { Readings } from './readings.ts'

export type SensorDeps = { clock: Clock; log: Logger; faults: Faults; readings: Readings }

export const sensorPart = (sensor: string) => `sensor ${sensor}`

/** The sensors by what carries them: units on one pair of wires are asked one after another, the others have theirs alone. */
export function groupsOf(sensors: readonly SensorConfig[]): Map<string, readonly SensorConfig[]> {
  return Map.groupBy(sensors, (sensor) => {
    if (sensor.model !== 'xy-md02') return sensorPart(sensor.id)
    const { line } = sensor
    return line.kind === 'tcp' ? `line ${line.host}:${line.port}` : `line ${line.path}`
  })
}

/**
 * Asks some sensors as often as their configuration says, until it is closed. One that does not answer, or that leaves its thresholds,
 * is a fault of the machine until that has ended.
 */
export class SensorGroup implements AsyncDisposable {
  readonly #deps: SensorDeps
  readonly #stop = new AbortController()
  readonly #running: Promise<void>

  constructor(config: readonly SensorConfig[], deps: SensorDeps) {
    this.#deps = deps
    this.#running = this.#run(config)
  }

  async [Symbol.asyncDispose]() {
    this.#stop.abort()
    await this.#running
  }

  async #run(config: readonly SensorConfig[]) {
    try {
      await using sensors = await openSensors(config, { clock: this.#deps.clock })
      await Promise.all(config.map((each) => this.#ask(each, sensors)))
    } catch (error) {
      this.#deps.log.error({ err: error }, 'sensors cannot be opened')
    }
    for (const { id } of config) this.#deps.readings.forget(id)
  }

  async #ask({ id, everySeconds, thresholds }: SensorConfig, sensors: Sensors) {
    const { clock, log, readings } = this.#deps
    const { signal } = this.#stop
    const every = seconds(everySeconds)
    const watches = thresholds.map(
      ({ measure, ...threshold }) => [measure, new ThresholdWatch(threshold)] as const,
    )
    let failures = 0
    while (!signal.aborted) {
      const { reading, code } = await sensors.read(id)
      if (signal.aborted) return
      failures = code === null ? 0 : failures + 1
      log.debug({ sensor: id, reading, code }, 'sensor asked')
      if (reading) readings.put(id, reading, every)
      this.#tellSilence(id, failures, code)
      for (const [measure, watch] of watches)
        if (watch.take(reading?.[measure] ?? null))
          this.#tellThreshold(id, measure, watch.state, code)
      const pause = code === null ? every : Math.min(every, limits.silentSensorRetry)
      await clock.sleep(millis(pause), signal)
    }
  }

  #tellSilence(id: string, failures: number, code: ErrorCode | null) {
    if (code !== null && failures < limits.boardFailuresMax) return
    const detail = `no answer (${code})`
    this.#deps.faults.tell(sensorPart(id), code && { code: 'sensor/no-answer', detail }, 'answer')
  }

  #tellThreshold(id: string, measure: string, state: ThresholdState, failed: ErrorCode | null) {
    // Of one that does not answer at all it is told once that it is silent.
    const isWell = state === 'inside' || failed !== null
    const detail = `${measure} is ${state.replace('-', ' ')}`
    this.#deps.faults.tell(
      sensorPart(id),
      isWell ? null : { code: `sensor/${state}`, detail },
      measure,
    )
  }
}
