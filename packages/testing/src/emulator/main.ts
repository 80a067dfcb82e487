/**
 * Emulated lock boards as a program: the doors of a virtual locker that outlive the edge that drives them.
 *
 *     node packages/testing/src/emulator/main.ts --model kerong-cu48 --boards 2 --port 5000 --control-port 5001
 *
 * Prints one JSON line `{"port":…,"controlPort":…}` when it is ready; without ports it takes free ones.
 * `--serial /dev/…` puts the boards on a serial port as well. What the control port understands is told in
 * `packages/drivers/src/emulator/emulator-server.ts`.
 */
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { allBoards, boardNamed } from '@cubby/drivers/boards/all'
import { attachBoards } from '@cubby/drivers/emulator/attach-boards'
import { boardsInRow, startEmulatorServer } from '@cubby/drivers/emulator/emulator-server'
import { serialLine } from '@cubby/drivers/lines/serial-line'
import { realClock } from '@cubby/keys/real-clock'
import { AppError } from '@cubby/kit/app-error'

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'kerong-cu48' },
    boards: { type: 'string', default: '1' },
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    serial: { type: 'string' },
  },
})

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())

const definition = boardNamed(values.model)
if (!definition) {
  throw new AppError(
    'config/invalid',
    `--model is one of ${allBoards.map(({ model }) => model).join(', ')}`,
  )
}
await using server = await startEmulatorServer({
  boards: boardsInRow(
    definition,
    wholeNumber('boards', 1, definition.addresses.last - definition.addresses.first + 1),
  ),
  clock: realClock,
  port: wholeNumber('port', 0, 65_535),
  controlPort: wholeNumber('control-port', 0, 65_535),
})
await using line = values.serial
  ? serialLine({ path: values.serial, ...definition.line }, { clock: realClock })
  : null
if (line) {
  await line.triedOnce()
  attachBoards(line, server.boards)
}
process.stdout.write(`${JSON.stringify({ port: server.port, controlPort: server.controlPort })}\n`)
if (!stop.signal.aborted) await once(stop.signal, 'abort')

function wholeNumber(name: 'boards' | 'port' | 'control-port', from: number, to: number): number {
  const value = Number(values[name])
  if (Number.isInteger(value) && value >= from && value <= to) return value
  throw new AppError('config/invalid', `--${name} is a whole number from ${from} to ${to}`)
}
