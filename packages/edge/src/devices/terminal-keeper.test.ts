import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { EntryBody } from '@cubby/domain/journal/entries'
import type { PaymentTerminalConfig } from '@cubby/drivers/terminals/payment-config'
import { type Stand, startStand } from '@cubby/drivers/terminals/trials/stand'
import { realClock as clock, realIds as ids } from '@cubby/keys/real-clock'
import { millis, seconds } from '@cubby/kit/clock'
import type { PaymentId } from '@cubby/kit/ids'
import { money } from '@cubby/kit/money'
import { describe, expect, test } from 'vitest'
import { edgeLogger } from '../logger.ts'
import { SqliteDisk } from '../store/sqlite-disk.ts'
import { Faults } from './faults.ts'
import { TerminalKeeper } from './terminal-keeper.ts'

const program = fileURLToPath(
  new URL('../../../testing/src/edge/selling-locker.ts', import.meta.url),
)
const sale: PaymentId = 'pay_01hzzzzzzzzzzzzzzzzzzzzzzz'

/** Runs a locker until it has said a line that this is true of; then it is killed where it stands. */
async function lockerUntil(
  about: { dataDir: string; terminal: PaymentTerminalConfig; sale?: PaymentId },
  isEnough: (line: Record<string, unknown>) => boolean,
) {
  const locker = spawn(process.execPath, [program, JSON.stringify(about)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(locker, 'exit')
  const lines: Record<string, unknown>[] = []
  for await (const text of createInterface({ input: locker.stdout })) {
    const line = JSON.parse(text) as Record<string, unknown>
    lines.push(line)
    if (isEnough(line)) break
  }
  locker.kill('SIGKILL')
  await gone
  return lines
}

/** A locker that is killed while its customer looks for the card, and what it says in its next life. */
async function killedWhileSelling(stand: Stand, next: Partial<PaymentTerminalConfig> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'cubby-selling-'))
  try {
    const terminal = stand.config
    await lockerUntil({ dataDir, terminal, sale }, (line) => 'progress' in line)
    const after = { ...terminal, ...next }
    return await lockerUntil({ dataDir, terminal: after }, (line) => 'state' in line)
  } finally {
    rmSync(dataDir, { recursive: true })
  }
}

describe('a locker that is killed in the middle of a sale', () => {
  test('learns at its next start that the customer has paid, and charges nothing twice', async () => {
    await using stand = await startStand('generic-json')
    stand.bank.turn({ scenario: 'slow', times: 1, delay: millis(300) })
    const lines = await killedWhileSelling(stand)
    expect(lines).toMatchObject([
      { resolved: sale, kind: 'sale', outcome: 'approved', receipt: { amount: { amount: 1_250 } } },
      { state: 'ready' },
    ])
    expect(stand.bank.entries).toHaveLength(1)
  }, 60_000)

  test('learns that nothing was taken where nobody paid', async () => {
    await using stand = await startStand('zvt')
    stand.bank.turn({ scenario: 'hang', times: 1, delay: millis(300) })
    const lines = await killedWhileSelling(stand)
    expect(lines).toMatchObject([{ resolved: sale, outcome: 'declined' }, { state: 'ready' }])
    expect(stand.bank.entries).toEqual([])
  }, 60_000)

  test('leaves it to people when another terminal was connected meanwhile', async () => {
    await using stand = await startStand('generic-json')
    await using other = await startStand('generic-json')
    stand.bank.turn({ scenario: 'slow', times: 1, delay: millis(300) })
    const lines = await killedWhileSelling(stand, { link: other.config.link })
    expect(lines).toMatchObject([{ state: 'needs-people' }])
    expect(other.bank.entries).toEqual([])
  }, 60_000)
})

function aKeeper(config: PaymentTerminalConfig, disk = new SqliteDisk({ path: ':memory:' })) {
  const told: string[] = []
  let listeners: (() => void)[] = []
  const record = (bodies: readonly EntryBody[]) => {
    for (const body of bodies) told.push(`${body.type} ${'code' in body ? body.code : ''}`)
    for (const listener of listeners.splice(0)) listener()
  }
  const log = edgeLogger({ level: 'silent' })
  const faults = new Faults({ clock, log, record, state: () => ({}), endsAfter: millis(1) })
  const keeper = new TerminalKeeper(config, {
    clock,
    ids,
    log,
    faults,
    disk,
    isAttended: () => false,
    onChange: () => {
      for (const listener of listeners.splice(0)) listener()
    },
  })
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => (listeners = [...listeners, resolve]))
  }
  return { keeper, told, until, disk }
}

describe('the terminal of a machine', () => {
  test('is ready, sells, and tells what it does', async () => {
    await using stand = await startStand('generic-json')
    const { keeper, told } = aKeeper(stand.config)
    await using _keeper = keeper
    expect(keeper.told()).toMatchObject({ model: 'generic-json', state: 'starting' })
    await keeper.terminal.settled(seconds(20))
    expect((await keeper.test()).outcome).toBe('approved')
    const paid = await keeper.terminal.sale({ id: sale, amount: money(500, 'EUR') })
    expect(paid.outcome).toBe('approved')
    expect(keeper.told()).toEqual({ model: 'generic-json', state: 'ready', current: null })
    expect(told).toEqual([])
  }, 30_000)

  test('that does not answer is a fault and is told as disconnected, until it does', async () => {
    const stand = await startStand('generic-json')
    const { config } = stand
    const { keeper, told, until } = aKeeper(config)
    await using _keeper = keeper
    await keeper.terminal.settled(seconds(20))
    await stand[Symbol.asyncDispose]()
    // It may be noticed before anything was asked, or after.
    await keeper.test().catch(() => {})
    expect(keeper.told().state).toBe('disconnected')
    await until(() => told.includes('device.fault terminal/disconnected'))
  }, 30_000)

  test('that needs people says so, and goes on when they have told', async () => {
    await using stand = await startStand('generic-json')
    await using other = await startStand('generic-json')
    const first = aKeeper(stand.config)
    await first.keeper.terminal.settled(seconds(20))
    stand.bank.turn({ scenario: 'slow', times: 1, delay: millis(10_000) })
    const isPaying = new Promise<void>((resolve) =>
      first.keeper.terminal.onProgress(() => resolve()),
    )
    const lost = first.keeper.terminal.sale({ id: sale, amount: money(500, 'EUR') })
    await isPaying
    await first.keeper[Symbol.asyncDispose]()
    expect((await lost).outcome).toBe('unknown')

    const { keeper, told, until } = aKeeper(
      { ...stand.config, link: other.config.link },
      first.disk,
    )
    await using _keeper = keeper
    await until(() => told.includes('device.fault terminal/needs-people'))
    expect(keeper.told()).toMatchObject({ state: 'needs-people', current: { id: sale } })
    await keeper.terminal.tell({ id: sale, happened: false })
    expect(keeper.told()).toMatchObject({ state: 'ready', current: null })
    await until(() => told.includes('device.recovered terminal/needs-people'))
  }, 30_000)
})
