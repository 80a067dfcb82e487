import { AppError, type FieldError } from '@cubby/kit/app-error'
import { allBoards, boardNamed } from '../boards/all.ts'
import { checkHardwareConfig } from '../hardware-config.ts'
import { sensorNamed } from '../sensors/all.ts'
import { allTerminals } from '../terminals/all.ts'
import { checkTerminalConfig } from '../terminals/payment-config.ts'
import { checkLoads } from './check-loads.ts'
import type { DeviceConfig } from './device-shape.ts'
import { oneOf, type Wrong } from './shape-errors.ts'

/**
 * What the shape cannot say: names that lead somewhere, one device per port, one use per channel. Every mistake at its place, so that
 * one visit mends them all.
 */
export function deviceConfigErrors(config: DeviceConfig): FieldError[] {
  const errors: FieldError[] = []
  const wrong: Wrong = (pointer, code, detail) => {
    if (!errors.some((each) => each.pointer === pointer)) errors.push({ pointer, code, detail })
  }
  checkModels(config, wrong)
  take(wrong, '', () => checkHardwareConfig({ buses: config.buses, doors: config.doors }))
  const { terminal } = config
  if (terminal) {
    const { settings, ...rest } = terminal
    take(wrong, '/terminal', () => checkTerminalConfig(settings ? { ...rest, settings } : rest))
  }
  checkIds(config, wrong)
  checkLines(config, wrong)
  checkThresholds(config, wrong)
  checkLoads(config, wrong)
  return errors
}

function take(wrong: Wrong, at: string, check: () => unknown) {
  try {
    check()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    for (const { pointer, code, detail } of error.fields) wrong(at + pointer, code, detail)
  }
}

function checkModels({ buses, terminal }: DeviceConfig, wrong: Wrong) {
  const boards = allBoards.map(({ model }) => model)
  for (const [b, bus] of buses.entries())
    for (const [i, { model }] of bus.boards.entries()) {
      if (boardNamed(model)) continue
      const { code, detail } = oneOf(model, boards)
      wrong(`/buses/${b}/boards/${i}/model`, code, detail)
    }
  const terminals = allTerminals.map(({ model }) => model)
  if (terminal && !terminals.includes(terminal.model)) {
    const { code, detail } = oneOf(terminal.model, terminals)
    wrong('/terminal/model', code, detail)
  }
}

function checkIds(config: DeviceConfig, wrong: Wrong) {
  for (const kind of ['scanners', 'sensors', 'loads'] as const) {
    const seen = new Set<string>()
    for (const [at, { id }] of config[kind].entries()) {
      if (seen.has(id)) wrong(`/${kind}/${at}/id`, 'duplicate', `two ${kind} are called ${id}`)
      seen.add(id)
    }
  }
}

type LineUse = { pointer: string; key: string; what: string; shares?: string; baudRate?: number }

/** One port, one device. Only sensors with addresses of their own share a pair of wires, at one speed. */
function checkLines(config: DeviceConfig, wrong: Wrong) {
  const used = new Map<string, LineUse>()
  for (const use of linesOf(config)) {
    const before = used.get(use.key)
    if (!before) used.set(use.key, use)
    else if (!use.shares || before.shares === undefined)
      wrong(use.pointer, 'duplicate', `${before.what} uses this line already`)
    else if (before.shares.split(' ').includes(use.shares))
      wrong(use.pointer.replace(/line$/, 'address'), 'duplicate', `${before.what} has address ${use.shares} on this line already`) // prettier-ignore
    else if (before.baudRate !== use.baudRate)
      wrong(
        `${use.pointer}/baudRate`,
        'contradiction',
        `${before.what} speaks at another speed on this line`,
      )
    else used.set(use.key, { ...before, shares: `${before.shares} ${use.shares}` })
  }
}

type AnyLine = {
  kind: string
  path?: string
  host?: string
  port?: number
  baudRate?: number | undefined
}

function linesOf(config: DeviceConfig): LineUse[] {
  const use = (pointer: string, what: string, line: AnyLine): LineUse => ({
    pointer,
    what,
    key: line.kind === 'serial' ? `serial ${line.path}` : `tcp ${line.host}:${line.port}`,
    ...(line.baudRate === undefined ? {} : { baudRate: line.baudRate }),
  })
  const { terminal, printer } = config
  return [
    // Buses among themselves are checked with the boards.
    ...config.buses.map(({ id, line }, at) => use(`/buses/${at}/line`, `bus ${id}`, line)),
    ...config.scanners.map(({ id, line }, at) =>
      use(`/scanners/${at}/line`, `scanner ${id}`, line),
    ),
    ...config.sensors.flatMap((sensor, at) =>
      sensor.model === 'xy-md02'
        ? [
            {
              ...use(`/sensors/${at}/line`, `sensor ${sensor.id}`, sensor.line),
              shares: String(sensor.address),
            },
          ]
        : [],
    ),
    ...(printer ? [use('/printer/line', 'the printer', printer.line)] : []),
    ...(terminal?.link.kind === 'serial' || terminal?.link.kind === 'tcp'
      ? [use('/terminal/link', 'the terminal', terminal.link)]
      : []),
  ]
}

function checkThresholds({ sensors }: DeviceConfig, wrong: Wrong) {
  for (const [s, { model, thresholds }] of sensors.entries()) {
    const measures = sensorNamed(model)?.measures ?? []
    for (const [t, { measure, least, most }] of thresholds.entries()) {
      const at = `/sensors/${s}/thresholds/${t}`
      if (!measures.includes(measure)) {
        const { code, detail } = oneOf(measure, measures)
        wrong(`${at}/measure`, code, `${model} measures ${detail}`)
      }
      if (least === undefined && most === undefined) wrong(at, 'missing', 'least, most or both')
      if (least !== undefined && most !== undefined && least >= most)
        wrong(`${at}/most`, 'order', `must be more than least, ${least}`)
    }
  }
}
