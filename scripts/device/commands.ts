import { readFileSync } from 'node:fs'
import { allBoards } from '@cubby/drivers/boards/all'
import { readTrace } from '@cubby/drivers/tools/trace'
import { AppError } from '@cubby/kit/app-error'
import { type Bench, parsed } from './asked.ts'
import { calibrate } from './calibrate.ts'
import { openConsole } from './console.ts'
import { emulate } from './emulate.ts'
import { monitor, tellTrace } from './monitor.ts'
import { speak } from './ports.ts'
import { probe } from './probe.ts'
import { record } from './record.ts'
import { scanner } from './scanner.ts'
import { usbRelays } from './usb-relays.ts'

export const usage = `npm run -s device -- COMMAND [options]

  boards                             which boards are known
  probe     --port PORT              which boards answer, at which address and speed; moves no lock
  monitor   --port PORT              what passes on the wires and what it means; says nothing itself
  console   --port PORT              sends the bytes you type, as 02 00 00 50 03 55; locks move only after a "!"
  calibrate --port PORT --model M --address N [--closed 1,2] [--open 3]
                                     which contact and byte order a board is set to, by doors you know
  record    --port PORT --to FILE    keeps what passes; with --listen N stands between a locker and its adapter
  scanner set --port PORT --family F NAME…   sets a code reader over its line and tells each of its answers; --for-good keeps it
  scanner ask --port PORT --family F NAME…   what it is set to; scanner families: what is known
  usb-relays                         which relays are plugged in by USB, with path and serial number
  emulate   [--bus M@N,M@N] …        a machine without hardware: boards M at addresses N, one --bus for each pair of wires
  replay    FILE                     tells what a recorded file says

  PORT is a serial port (/dev/ttyUSB0, COM3) or tcp:HOST:NUMBER for an RS-485 adapter.
  --listen N       emulate: the first bus on this port of 127.0.0.1, the others on the next ones (5001); record: see above
  --baud N         another speed than the boards' own
  --model M        only this board, as boards names them; may be given several times
  --addresses N    probe so many addresses of each language (16), or just these: 1-247
  --all-speeds     probe the speeds that boards can be set to as well; --speeds 9600,38400 only these
`

/** Carries out one command line; throws `input/invalid` for what nobody can do. */
export async function deviceCommand(args: readonly string[], bench: Bench): Promise<void> {
  const { values, positionals } = parsed(args)
  const [command, ...rest] = positionals
  const [file] = rest
  switch (command) {
    case 'boards':
      for (const board of allBoards) {
        const { first, last } = board.addresses
        const size = `${board.channels} locks, addresses ${first} to ${last}`
        bench.say(
          `${board.model.padEnd(24)} ${board.vendor} ${board.name}: ${size}, ${speak(board)}`,
        )
      }
      return
    case 'probe':
      return probe(values, bench)
    case 'monitor':
      return monitor(values, bench)
    case 'console':
      return openConsole(values, bench)
    case 'calibrate':
      return calibrate(values, bench)
    case 'record':
      return record(values, bench)
    case 'scanner':
      return scanner(rest, values, bench)
    case 'emulate':
      return emulate(values, bench)
    case 'usb-relays':
      return usbRelays(bench)
    case 'replay':
      if (!file) throw new AppError('input/invalid', 'replay needs a file')
      return tellTrace(readTrace(readFileSync(file, 'utf8')), values, bench)
    default:
      throw new AppError('input/invalid', command ? `nobody can ${command}` : 'say what to do')
  }
}
