import { AppError, type ErrorCode } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import type { Line } from '../lines/line.ts'
import { serialLine } from '../lines/serial-line.ts'
import { tcpLine } from '../lines/tcp-line.ts'
import { RegisterBus } from '../modbus/register-bus.ts'
import type { Sensor, SensorReading } from '../sensors/define-sensor.ts'
import { oneWireSensor } from '../sensors/ds18b20.ts'
import { modemSensor } from '../sensors/modem-signal.ts'
import { NutUps } from '../sensors/nut-ups.ts'
import { xyMd02, xyMd02Sensor } from '../sensors/xy-md02.ts'
import type { SensorConfig } from './device-shape.ts'

/** What became of one question: `code` tells why there is nothing. */
export type SensorNews = { sensor: string } & (
  | { reading: SensorReading; code: null }
  | { reading: null; code: ErrorCode }
)

export interface Sensors extends AsyncDisposable {
  /** Asks one sensor now. Never rejects. */
  read(sensor: string): Promise<SensorNews>
}

/** Opens the sensors of a configuration. What cannot be reached is tried again for ever, and unknown until then. */
export async function openSensors(
  config: readonly SensorConfig[],
  deps: { clock: Clock; oneWireDevices?: string; mmcli?: string },
): Promise<Sensors> {
  await using undo = new AsyncDisposableStack()
  const lines = new Map<string, Promise<Line>>()
  const lineOf = (key: string, open: () => Line & { triedOnce(): Promise<void> }) => {
    const known = lines.get(key)
    if (known) return known
    const line = undo.use(open())
    const opened = line.triedOnce().then(() => line)
    lines.set(key, opened)
    return opened
  }
  const buses = new Map<Line, RegisterBus>()
  const open = async (sensor: SensorConfig): Promise<Sensor> => {
    const { clock } = deps
    switch (sensor.model) {
      case 'xy-md02': {
        const line = await registerLine(sensor, clock, lineOf)
        const bus = buses.get(line) ?? new RegisterBus({ line, clock })
        buses.set(line, bus)
        return xyMd02Sensor(bus, sensor.address)
      }
      case 'nut-ups': {
        const { ups, host, port } = sensor
        const line = await lineOf(`nut ${sensor.id}`, () => tcpLine({ host, port }, { clock }))
        return new NutUps({ ups, line, clock })
      }
      case 'ds18b20':
        return oneWireSensor(sensor.device, deps.oneWireDevices)
      case 'modem-manager':
        return modemSensor(sensor.modem, deps.mmcli)
    }
  }
  const opened = new Map<string, Sensor>()
  for (const sensor of config) opened.set(sensor.id, await open(sensor))
  return sensors(opened, undo.move())
}

function registerLine(
  { line }: Extract<SensorConfig, { model: 'xy-md02' }>,
  clock: Clock,
  lineOf: (key: string, open: () => Line & { triedOnce(): Promise<void> }) => Promise<Line>,
): Promise<Line> {
  if (line.kind === 'tcp')
    return lineOf(`tcp ${line.host}:${line.port}`, () => tcpLine(line, { clock }))
  const { baudRate = 9_600, dataBits = 8, parity = 'none', stopBits = 1 } = xyMd02.line ?? {}
  const settings = {
    dataBits,
    parity,
    stopBits,
    path: line.path,
    baudRate: line.baudRate ?? baudRate,
  }
  return lineOf(`serial ${line.path}`, () => serialLine(settings, { clock }))
}

function sensors(opened: ReadonlyMap<string, Sensor>, owned: AsyncDisposableStack): Sensors {
  const read = async (sensor: string): Promise<SensorNews> => {
    try {
      const reading = await opened.get(sensor)?.read()
      return reading
        ? { sensor, reading, code: null }
        : { sensor, reading: null, code: 'not-found' }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { sensor, reading: null, code: error.code }
    }
  }
  return {
    read,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
