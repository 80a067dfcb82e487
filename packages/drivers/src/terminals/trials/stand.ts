import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { must } from '@cubby/kit/assert'
import { millis } from '@cubby/kit/clock'
import { EmulatedBank } from '../emulator/bank.ts'
import type { PaymentTerminalConfig, TerminalLink } from '../payment-config.ts'

/** An emulated terminal in a process of its own, and how a driver reaches it. */
export type Stand = AsyncDisposable & {
  bank: EmulatedBank
  folder: string
  config: PaymentTerminalConfig
}

/** Emulators and a till as programs. */
export const trialProgram = fileURLToPath(
  new URL('../../../../testing/src/terminals/main.ts', import.meta.url),
)

/** Starts a model's emulator as a real process, on free ports and in a folder that goes with it. */
export async function startStand(model: string, currency = currencyOf(model)): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'cubby-terminal-'))
  const child = spawn(process.execPath, [trialProgram, 'emulate', model, '--folder', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await portOf(child)
  const config: PaymentTerminalConfig = {
    model,
    currency,
    link: linkOf(model, port, folder),
    // A program has to start first, on a machine that has other things to do.
    patience: millis(tools.includes(model) ? 8_000 : 250),
    lookUpFirst: millis(10),
  }
  return {
    bank: new EmulatedBank(folder),
    folder,
    config,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGKILL')
        await gone
      }
      rmSync(folder, { recursive: true, maxRetries: 5 })
    },
  }
}

const currencyOf = (model: string) => (/generic|zvt/.test(model) ? 'EUR' : 'RUB')

async function portOf({ stdout }: ChildProcess): Promise<number> {
  for await (const line of createInterface({ input: must(stdout, 'stdout is a pipe') }))
    return (JSON.parse(line) as { port: number }).port
  throw new Error('the emulator did not start')
}

const tools = ['sberbank-upos', 'ingenico-arcus2']

function linkOf(model: string, port: number, folder: string): TerminalLink {
  if (tools.includes(model)) return { kind: 'tool', folder }
  if (model === 'inpas-dualconnector') return { kind: 'http', url: `http://127.0.0.1:${port}/` }
  return { kind: 'tcp', host: '127.0.0.1', port }
}
