import { boardNamed } from '../boards/all.ts'
import { isChannel } from '../codec.ts'
import { sensorNamed } from '../sensors/all.ts'
import { relayWordsOf } from '../switches/relay-output.ts'
import type { DeviceConfig, LoadConfig } from './device-shape.ts'
import { oneOf, type Wrong } from './shape-errors.ts'

/** Lights, heaters and sockets: on relays that can stay on, each on one of its own, and none on the wire of a lock. */
export function checkLoads(config: DeviceConfig, wrong: Wrong) {
  const used = new Map(
    config.doors.map(({ board, channel, cell }) => [`${board}/${channel}`, `the lock of ${cell}`]),
  )
  for (const [at, load] of config.loads.entries()) {
    const pointer = `/loads/${at}`
    checkOutput(config, load, pointer, wrong)
    const wire = `${load.board}/${load.channel}`
    const other = used.get(wire)
    if (other) wrong(`${pointer}/channel`, 'duplicate', `this relay is ${other} already`)
    used.set(wire, load.id)
    checkKind(config, load, pointer, wrong)
  }
}

function checkOutput({ buses }: DeviceConfig, load: LoadConfig, pointer: string, wrong: Wrong) {
  const boards = buses.flatMap((bus) => bus.boards)
  const board = boards.find(({ id }) => id === load.board)
  if (!board) {
    const { code, detail } = oneOf(load.board, boards.map(({ id }) => id)) // prettier-ignore
    return wrong(`${pointer}/board`, code, detail)
  }
  const definition = boardNamed(board.model)
  if (!definition) return
  if (!relayWordsOf(definition))
    wrong(
      `${pointer}/board`,
      'not-allowed',
      `${definition.name} only pulses: it would switch off again`,
    )
  if (!isChannel(definition, load.channel))
    wrong(`${pointer}/channel`, 'out-of-range', `${definition.name} has channels 0 to ${definition.channels - 1}`) // prettier-ignore
}

function checkKind(
  { doors, sensors }: DeviceConfig,
  load: LoadConfig,
  pointer: string,
  wrong: Wrong,
) {
  const { kind, cell, heat, light, charge } = load
  if (kind !== 'light' && light !== undefined)
    wrong(`${pointer}/light`, 'not-allowed', 'only a light shines')
  if (light?.when === 'hours' && light.from === light.to)
    wrong(`${pointer}/light/to`, 'order', 'must differ from `from`; for the whole day say always')
  if (kind !== 'socket' && charge !== undefined)
    wrong(`${pointer}/charge`, 'not-allowed', 'only a socket charges')
  if (kind === 'socket' && cell === undefined)
    wrong(`${pointer}/cell`, 'missing', 'a socket charges what lies in a cell: which one?')
  if (kind !== 'socket' && cell !== undefined)
    wrong(`${pointer}/cell`, 'not-allowed', 'only a socket has a cell')
  if (cell !== undefined && !doors.some((door) => door.cell === cell))
    wrong(`${pointer}/cell`, 'unknown', `no door of this file leads to ${cell}`)
  if (heat === undefined) return
  if (kind !== 'heater') wrong(`${pointer}/heat`, 'not-allowed', 'only a heater heats')
  const sensor = sensors.find(({ id }) => id === heat.sensor)
  const thermometers = sensors
    .filter(({ model }) => sensorNamed(model)?.measures.includes('temperature'))
    .map(({ id }) => id)
  if (!sensor || !thermometers.includes(sensor.id)) {
    const { code, detail } = oneOf(heat.sensor, thermometers)
    wrong(`${pointer}/heat/sensor`, code, detail)
  }
  if (heat.onBelow >= heat.offAbove)
    wrong(`${pointer}/heat/offAbove`, 'order', `must be more than onBelow, ${heat.onBelow}`)
}
