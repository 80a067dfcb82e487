import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { millis, seconds } from '@cubby/kit/clock'
import { money } from '@cubby/kit/money'
import { cardNumber, EmulatedBank, type Scenario } from '../emulator/bank.ts'
import { openPaymentTerminal } from '../payment-config.ts'
import { Disk } from '../trials/life.ts'
import { startZvtEmulator } from './zvt-emulator.ts'

/** The path of a terminal on a serial port: `serialport`, the kernel's terminal layer, acknowledgements byte by byte. */
const hasSocat = spawnSync('socat', ['-V']).status === 0
if (!hasSocat) {
  const how = 'ZVT over serial was NOT tested: install socat (apt-get install --yes socat)'
  if (process.env.REQUIRE_SOCAT) throw new Error(how)
  console.warn(how)
}

async function aCable() {
  const folder = mkdtempSync(join(tmpdir(), 'cubby-zvt-'))
  const ends = { till: join(folder, 'till'), terminal: join(folder, 'terminal') }
  const end = (link: string) => `pty,raw,echo=0,link=${link}`
  const child = spawn('socat', ['-d', '-d', end(ends.till), end(ends.terminal)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  for await (const line of createInterface({ input: child.stderr }))
    if (line.includes('starting data transfer loop')) break
  return {
    ends,
    folder,
    [Symbol.asyncDispose]: async () => {
      const gone = once(child, 'exit')
      child.kill()
      await gone
      rmSync(folder, { recursive: true })
    },
  }
}

describe.skipIf(!hasSocat)('over a serial port', () => {
  test.each<[Scenario, object]>([
    ['approve', { outcome: 'approved' }],
    ['decline', { outcome: 'declined', reason: 'no-money' }],
    ['cancelled', { outcome: 'cancelled' }],
    ['approve-and-lose', { outcome: 'approved' }],
    ['lose-request', { outcome: 'declined', reason: 'not-performed' }],
  ])(
    'a sale that goes: %s',
    async (scenario, expected) => {
      await using cable = await aCable()
      const bank = new EmulatedBank(cable.folder)
      const serial = cable.ends.terminal
      await using _served = await startZvtEmulator({ bank, clock: realClock, port: 0, serial })
      const disk = new Disk()
      await using terminal = openPaymentTerminal(
      { model: 'zvt', currency: 'EUR', link: { kind: 'serial', path: cable.ends.till }, patience: millis(400), lookUpFirst: millis(20) },
      { clock: realClock, memory: disk },
    ) // prettier-ignore
      await terminal.settled(seconds(5))
      const sell = (minor: number) => terminal.sale({ id: realIds.mint('pay'), amount: money(minor, 'EUR') }) // prettier-ignore
      // Sixteen, because 10 is the byte that the protocol doubles.
      expect(await sell(1_010)).toMatchObject({ outcome: 'approved' })
      bank.turn({ scenario, times: 1, delay: millis(10) })
      const result = await sell(1_016)
      expect(result).toMatchObject(expected)
      expect(JSON.stringify(result)).not.toContain(cardNumber)
      expect(bank.entries.filter(({ amount }) => amount === 1_016)).toHaveLength(
        'approved' === Object.values(expected)[0] ? 1 : 0,
      )
    },
    30_000,
  )
})
