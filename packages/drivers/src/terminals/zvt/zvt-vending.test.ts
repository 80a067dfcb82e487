import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { millis, seconds } from '@cubby/kit/clock'
import { money } from '@cubby/kit/money'
import { EmulatedBank } from '../emulator/bank.ts'
import { openPaymentTerminal } from '../payment-config.ts'
import type { Deliver } from '../payment.ts'
import { Disk } from '../trials/life.ts'
import { startZvtEmulator } from './zvt-emulator.ts'

const amount = money(3_300, 'EUR')

async function vend(deliver: Deliver) {
  const folder = mkdtempSync(join(tmpdir(), 'cubby-vending-'))
  const bank = new EmulatedBank(folder)
  await using served = await startZvtEmulator({ bank, clock: realClock, port: 0 })
  await using terminal = openPaymentTerminal(
    {
      model: 'zvt',
      currency: 'EUR',
      link: { kind: 'tcp', host: '127.0.0.1', port: served.port },
      patience: millis(400),
    },
    { clock: realClock, memory: new Disk() },
  )
  await terminal.settled(seconds(5))
  const result = await terminal.sale({ id: realIds.mint('pay'), amount, deliver })
  const left = bank.left(1)
  rmSync(folder, { recursive: true })
  return { result, left }
}

test('money is taken when the goods are out', async () => {
  const { result, left } = await vend(async (receipt) => {
    expect(receipt.amount).toEqual(amount)
    return 'goods'
  })
  expect(result).toMatchObject({ outcome: 'approved', receipt: { amount } })
  expect(left).toBe(3_300)
})

test('a door that takes its time gets more of it', async () => {
  let asked = 0
  const { result, left } = await vend(async () => {
    asked++
    await realClock.sleep(millis(300))
    return 'goods'
  })
  expect(result).toMatchObject({ outcome: 'approved' })
  expect(left).toBe(3_300)
  expect(asked).toBe(1)
})

test.each<[string, Deliver]>([
  ['did not open', async () => 'no-goods'],
  ['fell to pieces', () => Promise.reject(new Error('no board'))],
])('money is let go when the door %s', async (_, deliver) => {
  const { result, left } = await vend(deliver)
  expect(result).toEqual({ outcome: 'cancelled', by: 'no-goods' })
  expect(left).toBe(0)
})
