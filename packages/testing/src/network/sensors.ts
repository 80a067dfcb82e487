import { fileURLToPath } from 'node:url'
import { seconds } from '@cubby/kit/clock'
import { startProgram, untilOf } from './program.ts'

/** A thermometer and a UPS as a program of its own, on ports of the machine's network. */
export type Sensors = AsyncDisposable & {
  ports: { climate: number; power: number }
  setWeather(weather: { temperature: number; humidity: number }): Promise<void>
}

type Ready = { climate: number; power: number; controlPort: number }

const main = fileURLToPath(new URL('../emulator/sensors.ts', import.meta.url))

/** Starts both; it is 5 °C. */
export async function startSensors(): Promise<Sensors> {
  let ready: Ready | null = null
  const program = await startProgram({
    name: 'sensors',
    main,
    onLine: (line) => (ready ??= line.startsWith('{') ? (JSON.parse(line) as Ready) : null),
  })
  const { controlPort, ...ports } = await untilOf(program, 'ready', () => ready, seconds(15))
  return {
    ports,
    setWeather: async (weather) => {
      await fetch(`http://127.0.0.1:${controlPort}`, {
        method: 'PUT',
        body: JSON.stringify(weather),
      })
    },
    [Symbol.asyncDispose]: () => program.kill(),
  }
}
