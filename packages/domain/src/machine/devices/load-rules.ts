import { oneOf, type Wrong } from '../../shape-words.ts'
import { boardModelNamed } from '../board-models.ts'
import { sensorModelNamed } from './device-models.ts'
import type { DeviceLoad, Devices } from './devices.ts'
import type { Wiring } from '../wiring.ts'

/** Lights, heaters and sockets: on relays that can stay on, each on one of its own, and none on the wire of a lock. */
export function checkLoads(devices: Devices, wiring: Wiring, wrong: Wrong) {
  const used = new Map(
    wiring.doors.map(({ board, channel, cell }) => [`${board}/${channel}`, `the lock of ${cell}`]),
  )
  for (const [at, load] of devices.loads.entries()) {
    const pointer = `/loads/${at}`
    checkOutput(wiring, load, pointer, wrong)
    const wire = `${load.board}/${load.channel}`
    const other = used.get(wire)
    if (other) wrong(`${pointer}/channel`, 'duplicate', `this relay is ${other} already`)
    used.set(wire, load.id)
    checkKind(devices, wiring, load, pointer, wrong)
  }
}

function checkOutput({ buses }: Wiring, load: DeviceLoad, pointer: string, wrong: Wrong) {
  const boards = buses.flatMap((bus) => bus.boards)
  const board = boards.find(({ id }) => id === load.board)
  if (boards.length === 0) {
    wrong(`${pointer}/board`, 'unwired', 'the lock boards of this locker are not wired yet')
    return
  }
  if (!board) {
    const { code, detail } = oneOf(load.board, boards.map(({ id }) => id)) // prettier-ignore
    wrong(`${pointer}/board`, code, detail)
    return
  }
  const model = boardModelNamed(board.model)
  if (!model) return
  if (!model.canHold)
    wrong(`${pointer}/board`, 'not-allowed', `${model.name} only pulses: it would switch off again`)
  if (load.channel >= model.channels)
    wrong(
      `${pointer}/channel`,
      'out-of-range',
      `${model.name} has channels 0 to ${model.channels - 1}`,
    )
}

function checkKind(
  { sensors }: Devices,
  { doors }: Wiring,
  load: DeviceLoad,
  pointer: string,
  wrong: Wrong,
) {
  const { kind, cell, heat, light } = load
  if (kind !== 'light' && light !== undefined)
    wrong(`${pointer}/light`, 'not-allowed', 'only a light shines')
  if (light?.when === 'hours' && light.from === light.to)
    wrong(`${pointer}/light/to`, 'order', 'must differ from `from`; for the whole day say always')
  if (kind === 'socket' && cell === undefined)
    wrong(`${pointer}/cell`, 'missing', 'a socket charges what lies in a cell: which one?')
  if (kind !== 'socket' && cell !== undefined)
    wrong(`${pointer}/cell`, 'not-allowed', 'only a socket has a cell')
  if (cell !== undefined && !doors.some((door) => door.cell === cell))
    wrong(`${pointer}/cell`, 'unknown', `no door of this machine leads to ${cell}`)
  if (heat === undefined) return
  if (kind !== 'heater') wrong(`${pointer}/heat`, 'not-allowed', 'only a heater heats')
  const thermometers = sensors
    .filter(({ model }) => sensorModelNamed(model)?.measures.includes('temperature'))
    .map(({ id }) => id)
  if (!thermometers.includes(heat.sensor)) {
    const { code, detail } = oneOf(heat.sensor, thermometers)
    wrong(`${pointer}/heat/sensor`, code, detail)
  }
  if (heat.onBelow >= heat.offAbove)
    wrong(`${pointer}/heat/offAbove`, 'order', `must be more than onBelow, ${heat.onBelow}`)
}
