import { promisify } from 'node:util'
import type { Clock } from '@cubby/kit/clock'
import type { LineSettings } from '../define-board.ts'
import { type Connection, type ConnectionEvents, ReopeningLine } from './reopening-line.ts'

export type SerialAddress = { path: string } & Pick<
  LineSettings,
  'baudRate' | 'dataBits' | 'parity' | 'stopBits'
>

/** A line over a serial port: RS-485 behind a USB adapter or a port of the machine itself. */
export function serialLine(address: SerialAddress, deps: { clock: Clock }): ReopeningLine {
  return new ReopeningLine({
    name: address.path,
    clock: deps.clock,
    connect: (events) => open(address, events),
  })
}

async function open(address: SerialAddress, events: ConnectionEvents): Promise<Connection> {
  // Loaded on first use: the package carries a native module, which a locker on TCP never needs.
  const { SerialPort } = await import('serialport')
  // `lock` keeps a second program from talking into our frames.
  const port = new SerialPort({ ...address, lock: true, autoOpen: false })
  await promisify(port.open.bind(port))()
  port.on('data', events.onData)
  port.on('error', () => port.close(() => {}))
  port.once('close', events.onClose)
  return {
    // `drain`, because a pulse counts as sent when it left the port, not when it entered a buffer.
    write: (bytes) =>
      new Promise((resolve, reject) => {
        port.write(bytes, (failed) => {
          if (failed) return reject(failed)
          port.drain((notDrained) => (notDrained ? reject(notDrained) : resolve()))
        })
      }),
    close: () => {
      if (port.isOpen) port.close(() => {})
    },
  }
}
