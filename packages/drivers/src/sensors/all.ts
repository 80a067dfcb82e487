import type { SensorDefinition } from './define-sensor.ts'
import { ds18b20 } from './ds18b20.ts'
import { modemManager } from './modem-signal.ts'
import { nutUps } from './nut-ups.ts'
import { xyMd02 } from './xy-md02.ts'

/** Every sensor that a device configuration may name. A new one is one file and one line here. */
export const allSensors: readonly SensorDefinition[] = [xyMd02, ds18b20, nutUps, modemManager]

/** The sensor of this model; undefined when there is none. */
export const sensorNamed = (model: string) => allSensors.find((each) => each.model === model)
