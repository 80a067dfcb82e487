import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { realClock } from '@cubby/keys/real-clock'
import { millis, seconds } from '@cubby/kit/clock'
import type { Scenario } from './emulator/bank.ts'
import { FileMemory } from './file-memory.ts'
import { openPaymentTerminal } from './payment-config.ts'
import type { Asked, FinalResult } from './payment.ts'
import { startStand, trialProgram } from './trials/stand.ts'

/** The till is a process of its own here, and is killed while the customer looks for the card. */
async function killedWhilePaying(model: string, scenario: Scenario) {
  await using stand = await startStand(model)
  const { folder, bank, config } = stand
  const port = config.link.kind === 'tcp' ? config.link.port : 0
  bank.turn({ scenario, times: 1, delay: millis(500) })
  const args = ['sale', '12.50', config.currency, '--model', model, '--folder', folder, '--port', String(port)] // prettier-ignore
  const till = spawn(process.execPath, [trialProgram, ...args], { stdio: ['ignore', 'pipe', 'inherit'] }) // prettier-ignore
  for await (const line of createInterface({ input: till.stdout }))
    if (line.includes('progress')) break
  till.kill('SIGKILL')
  await once(till, 'exit')
  await using terminal = openPaymentTerminal(config, {
    clock: realClock,
    memory: new FileMemory(join(folder, `till-${model}.jsonl`)),
  })
  const resolved: { asked: Asked; result: FinalResult }[] = []
  terminal.onResolved(({ asked }, result) => resolved.push({ asked, result }))
  expect(terminal.state).toBe('starting')
  expect(await terminal.settled(seconds(20))).toBe('ready')
  return { resolved, charged: bank.entries.length }
}

test('a till killed while somebody pays learns at its next start that they have paid', async () => {
  const { resolved, charged } = await killedWhilePaying('generic-json', 'slow')
  expect(charged).toBe(1)
  const amount = { amount: 1_250, currency: 'EUR' }
  expect(resolved).toMatchObject([
    { asked: { kind: 'sale' }, result: { outcome: 'approved', receipt: { amount } } },
  ])
}, 30_000)

test('a till killed while nobody pays learns that nothing was taken', async () => {
  const { resolved, charged } = await killedWhilePaying('generic-json', 'hang')
  expect(charged).toBe(0)
  expect(resolved).toMatchObject([{ result: { outcome: 'declined', reason: 'not-performed' } }])
}, 30_000)
