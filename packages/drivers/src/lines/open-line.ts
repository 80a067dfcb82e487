import type { Clock } from '@cubby/kit/clock'
import type { LineConfig } from '../hardware-config.ts'
import type { Line } from './line.ts'
import type { ReopeningLine } from './reopening-line.ts'
import { serialLine } from './serial-line.ts'
import { tcpLine } from './tcp-line.ts'

/** USB relays alone speak in reports. */
export type ByteLine = Exclude<LineConfig, { kind: 'hid' }>

/** The line of a device that has it alone, at its usual speed; `isOurs` when whoever opened it here must close it. */
export function openLine(
  config: ByteLine,
  usualBaudRate: number,
  clock: Clock,
): { line: Line | ReopeningLine; isOurs: boolean } {
  switch (config.kind) {
    case 'memory':
      return { line: config.line, isOurs: false }
    case 'tcp':
      return { line: tcpLine(config, { clock }), isOurs: true }
    case 'serial': {
      const { path, baudRate = usualBaudRate } = config
      const settings = { path, baudRate, dataBits: 8, parity: 'none', stopBits: 1 } as const
      return { line: serialLine(settings, { clock }), isOurs: true }
    }
  }
}
