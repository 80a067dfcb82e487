import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { FileMemory } from '@cubby/drivers/terminals/file-memory'
import { openPaymentTerminal, type TerminalLink } from '@cubby/drivers/terminals/payment-config'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { AppError } from '@cubby/kit/app-error'
import { minutes } from '@cubby/kit/clock'
import { money } from '@cubby/kit/money'

type Till = {
  amount: string
  currency: string
  model: string
  folder: string
  port: number
  serial?: string | undefined
}

/** Sells for an amount such as "12.50" and prints all that happens, one JSON line each. */
export async function pay({ amount, currency, model, folder, port, serial }: Till) {
  const match = /^(\d{1,8})(?:\.(\d\d))?$/.exec(amount)
  if (!match) throw new AppError('input/invalid', 'an amount is written as 12 or 12.50')
  const minor = Number(match[1]) * 100 + Number(match[2] ?? 0)
  const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
  mkdirSync(folder, { recursive: true })
  await using terminal = openPaymentTerminal(
    { model, currency, link: linkOf(model, { folder, port, serial }) },
    { clock: realClock, memory: new FileMemory(join(folder, `till-${model}.jsonl`)) },
  )
  terminal.onProgress(({ text }) => say({ progress: text }))
  terminal.onResolved(({ asked }, result) => say({ resolved: asked.id, ...result }))
  say({ terminal: await terminal.settled(minutes(1)) })
  say(await terminal.sale({ id: realIds.mint('pay'), amount: money(minor, currency) }))
}

function linkOf(
  model: string,
  { folder, port, serial }: Pick<Till, 'folder' | 'port' | 'serial'>,
): TerminalLink {
  // prettier-ignore
  if (serial !== undefined) return { kind: 'serial', path: serial }
  if (model === 'inpas-dualconnector') return { kind: 'http', url: `http://localhost:${port}/` }
  if (model === 'sberbank-upos' || model === 'ingenico-arcus2') return { kind: 'tool', folder }
  return { kind: 'tcp', host: '127.0.0.1', port }
}
