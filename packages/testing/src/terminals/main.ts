/**
 * Emulated payment terminals as a program, and a till to try them with.
 *
 *     npm run terminal -- emulate generic-json --folder /tmp/bank --port 20100
 *     npm run terminal -- knob --folder /tmp/bank approve-and-lose
 *     npm run terminal -- sale 12.50 EUR --model generic-json --port 20100
 *
 * `emulate` prints one JSON line `{"port":…}` when it is ready. The folder has the ledger of the emulated bank
 * and its knobs. See docs/devices/connect-a-payment-terminal.md.
 */
import { mkdirSync } from 'node:fs'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { EmulatedBank, scenarios } from '@cubby/drivers/terminals/emulator/bank'
import { emulatedTool, installTool } from '@cubby/drivers/terminals/emulator/install-tool'
import { startEmulator } from '@cubby/drivers/terminals/emulator/all'
import { realClock } from '@cubby/keys/real-clock'
import { AppError } from '@cubby/kit/app-error'
import { millis } from '@cubby/kit/clock'
import { pay } from './till.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string', default: 'payment-emulator' },
    model: { type: 'string', default: 'generic-json' },
    port: { type: 'string', default: '0' },
    times: { type: 'string', default: '1' },
    delay: { type: 'string', default: '2000' },
    serial: { type: 'string' },
  },
})
const [command, ...rest] = positionals
const port = Number(values.port)
mkdirSync(values.folder, { recursive: true })
const bank = new EmulatedBank(values.folder)

switch (command) {
  case 'emulate': {
    const stop = new AbortController()
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
    const model = rest[0] ?? values.model
    const tool = emulatedTool(model)
    if (tool) {
      const command = [process.execPath, import.meta.filename, 'tool', model, '--folder', resolve(values.folder), '--'] // prettier-ignore
      const path = installTool(tool, values.folder, command)
      process.stdout.write(`${JSON.stringify({ port: 0, program: path })}\n`)
      break
    }
    await using served = await startEmulator(model, { ...values, bank, clock: realClock, port })
    process.stdout.write(`${JSON.stringify({ port: served.port })}\n`)
    if (!stop.signal.aborted) await once(stop.signal, 'abort')
    break
  }
  // What the executable that `emulate` has put there runs.
  case 'tool':
    await emulatedTool(rest[0] ?? '')?.run(rest.slice(1), {
      folder: values.folder,
      bank,
      clock: realClock,
    })
    break
  case 'knob': {
    const times = values.times === 'ever' ? null : Number(values.times)
    const scenario = scenarios.find((each) => each === rest[0])
    if (!scenario) throw new AppError('config/invalid', `a knob is ${scenarios.join(', ')}`)
    bank.turn({ scenario, times, delay: millis(Number(values.delay)) })
    break
  }
  case 'sale':
    await pay({ ...values, amount: rest[0] ?? '', currency: rest[1] ?? 'EUR', port })
    break
  default:
    throw new AppError('config/invalid', 'say emulate, knob or sale')
}
