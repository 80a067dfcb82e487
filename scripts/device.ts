/**
 * `npm run -s device -- probe --port /dev/ttyUSB0`: the technician's tool for what hangs on a pair of wires. What it can do stands in
 * `usage`, how to use it in `docs/devices/find-a-board.md`. Stop the locker first: a serial port has one user.
 */
import { AppError } from '@cubby/kit/app-error'
import { realClock } from '@cubby/keys/real-clock'
import { deviceCommand, usage } from './device/commands.ts'

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())

try {
  await deviceCommand(process.argv.slice(2), {
    clock: realClock,
    signal: stop.signal,
    input: process.stdin,
    say: (text) => console.log(text),
  })
} catch (error) {
  const isAsk =
    error instanceof AppError || (error as { code?: string }).code?.startsWith('ERR_PARSE')
  if (!isAsk) throw error
  console.error(`${(error as Error).message}\n\n${usage}`)
  process.exitCode = 1
}
// A port that is opened again and again keeps the program from ending by itself.
process.exit()
