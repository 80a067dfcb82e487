import type { FieldError } from '@cubby/kit/app-error'
import { oneOf, type Wrong } from '../../shape-words.ts'
import { sensorModelNamed } from './device-models.ts'
import type { Devices } from './devices.ts'
import { checkLoads } from './load-rules.ts'
import { checkTerminal } from './terminal-rules.ts'
import type { Wiring } from '../wiring.ts'

/**
 * What the shape cannot say of the devices of a machine: names that lead somewhere, one device per port, one use per channel, and
 * settings that the terminal knows. `wiring` are its lock boards. Every mistake at its place, so that one visit mends them all.
 */
export function deviceProblems(devices: Devices, wiring: Wiring): FieldError[] {
  const problems: FieldError[] = []
  const wrong: Wrong = (pointer, code, detail) => {
    if (!problems.some((each) => each.pointer === pointer)) problems.push({ pointer, code, detail })
  }
  const { terminal } = devices
  if (terminal)
    checkTerminal(terminal, (pointer, code, detail) => wrong(`/terminal${pointer}`, code, detail))
  checkIds(devices, wrong)
  checkLines(devices, wiring, wrong)
  checkThresholds(devices, wrong)
  checkLoads(devices, wiring, wrong)
  return problems
}

function checkIds(devices: Devices, wrong: Wrong) {
  for (const kind of ['scanners', 'sensors', 'loads'] as const) {
    const seen = new Set<string>()
    for (const [at, { id }] of devices[kind].entries()) {
      if (seen.has(id)) wrong(`/${kind}/${at}/id`, 'duplicate', `two ${kind} are called ${id}`)
      seen.add(id)
    }
  }
}

type LineUse = { pointer: string; key: string; what: string; shares?: string; baudRate?: number }

/** One port, one device. Only sensors with addresses of their own share a pair of wires, at one speed. */
function checkLines(devices: Devices, wiring: Wiring, wrong: Wrong) {
  const used = new Map<string, LineUse>()
  for (const use of linesOf(devices, wiring)) {
    const before = used.get(use.key)
    if (!before) used.set(use.key, use)
    else if (!use.shares || before.shares === undefined)
      wrong(use.pointer, 'duplicate', `${before.what} uses this line already`)
    else if (before.shares.split(' ').includes(use.shares))
      wrong(
        use.pointer.replace(/line$/, 'address'),
        'duplicate',
        `${before.what} has address ${use.shares} on this line already`,
      )
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

function linesOf(devices: Devices, { buses }: Wiring): LineUse[] {
  const use = (pointer: string, what: string, line: AnyLine): LineUse => ({
    pointer,
    what,
    key: line.kind === 'serial' ? `serial ${line.path}` : `tcp ${line.host}:${line.port}`,
    ...(line.baudRate === undefined ? {} : { baudRate: line.baudRate }),
  })
  const { terminal, printer, scanners, sensors } = devices
  return [
    // Buses among themselves are checked with the boards.
    ...buses.map(({ id, line }, at) => use(`/buses/${at}/line`, `bus ${id}`, line)),
    ...scanners.map(({ id, line }, at) => use(`/scanners/${at}/line`, `scanner ${id}`, line)),
    ...sensors.flatMap((sensor, at) => {
      if (sensor.model !== 'xy-md02') return []
      const shared = use(`/sensors/${at}/line`, `sensor ${sensor.id}`, sensor.line)
      return [{ ...shared, shares: String(sensor.address) }]
    }),
    ...(printer ? [use('/printer/line', 'the printer', printer.line)] : []),
    ...(terminal?.link.kind === 'serial' || terminal?.link.kind === 'tcp'
      ? [use('/terminal/link', 'the terminal', terminal.link)]
      : []),
  ]
}

function checkThresholds({ sensors }: Devices, wrong: Wrong) {
  for (const [s, { model, thresholds }] of sensors.entries()) {
    const measures = sensorModelNamed(model)?.measures ?? []
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
