import type { EntryBody } from '@cubby/domain/journal/entries'
import type { SensorConfig } from '@cubby/drivers/device-config/device-shape'
import {
  openSensors,
  type Sensors,
  type ThresholdNews,
} from '@cubby/drivers/device-config/open-sensors'
import type { Clock } from '@cubby/kit/clock'
import type { Logger } from 'pino'

/**
 * Watches the sensors of this machine. A measure that leaves its thresholds, or that nobody knows any more, is recorded as a fault of the
 * machine, from which the server makes an alarm; that it is well again stands in the log.
 */
export async function watchSensors(
  config: readonly SensorConfig[],
  deps: { clock: Clock; log: Logger; record: (bodies: readonly EntryBody[]) => void },
): Promise<Sensors> {
  const { log } = deps
  const sensors = await openSensors(config, { clock: deps.clock })
  const failing = new Set<string>()
  sensors.watch({
    onReading: ({ sensor, reading, code }) => {
      log.debug({ sensor, reading, code }, 'sensor asked')
      // Told when it begins and when it ends, not every minute.
      if (code === null) {
        if (failing.delete(sensor)) log.info({ sensor }, 'sensor answers again')
      } else if (!failing.has(sensor)) {
        failing.add(sensor)
        log.warn({ sensor, code }, 'sensor does not answer')
      }
    },
    onThreshold: (news) => {
      log.info(news, 'sensor threshold')
      const fault = faultOf(news)
      if (!fault) return
      try {
        deps.record([fault])
      } catch (error) {
        log.error({ err: error }, 'fault not recorded')
      }
    },
  })
  return sensors
}

function faultOf({ sensor, measure, state }: ThresholdNews): EntryBody | null {
  if (state === 'inside') return null
  const detail = `${measure} is ${state.replace('-', ' ')}`
  return { type: 'device.fault', part: `sensor ${sensor}`, code: `sensor/${state}`, detail }
}
