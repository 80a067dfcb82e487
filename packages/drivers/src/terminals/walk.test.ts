import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { millis, seconds } from '@cubby/kit/clock'
import { money } from '@cubby/kit/money'
import { allTerminals } from './all.ts'
import { cardNumber, type Scenario } from './emulator/bank.ts'
import { openPaymentTerminal, type PaymentTerminalConfig } from './payment-config.ts'
import type { Original, PaymentResult } from './payment.ts'
import type { PaymentTerminal } from './payment-terminal.ts'
import { Disk } from './trials/life.ts'
import { type Stand, startStand } from './trials/stand.ts'

/**
 * Goal: every terminal behaves the same behind the interface. Method: the same walk over every model and every knob
 * of its emulator, which is a process of its own. What models cannot know stands in the table.
 */
type Expected = Partial<Record<Scenario, object | 'needs-people'>>
const notPerformed = { outcome: 'declined', reason: 'not-performed' }
const usual: Required<Expected> = {
  approve: { outcome: 'approved' },
  decline: { outcome: 'declined', reason: 'no-money' },
  slow: { outcome: 'approved' },
  cancelled: { outcome: 'cancelled', by: 'customer' },
  'no-link': { outcome: 'declined', reason: 'no-link' },
  hang: notPerformed,
  'approve-and-lose': { outcome: 'approved' },
  'lose-request': notPerformed,
  late: { outcome: 'approved' },
  endless: notPerformed,
  'approve-bare': { outcome: 'approved' },
  // Nobody asked for that, so nobody is let in for it.
  'approve-other': 'needs-people',
}
/** Without an answer only people can tell. */
const byPeople: Expected = {
  hang: 'needs-people',
  'approve-and-lose': 'needs-people',
  'lose-request': 'needs-people',
  late: 'needs-people',
  endless: 'needs-people',
}
const exceptions: Record<string, Expected> = {
  'sberbank-upos': { ...byPeople, 'approve-bare': 'needs-people' },
  ttk2: byPeople,
}

/** Once for a model that is able to, and not at all for the others. */
const able = (is: boolean) => (is ? [true] : [])

describe.each(allTerminals)('$model', { timeout: 60_000 }, (definition) => {
  const { model } = definition
  let stand: Stand
  let nextAmount = 1_000
  beforeAll(async () => void (stand = await startStand(model)))
  afterAll(() => stand[Symbol.asyncDispose]())

  /** A till that has just been switched on. */
  async function aTill(config: Partial<PaymentTerminalConfig> = {}) {
    const disk = new Disk()
    const terminal = openPaymentTerminal(
      { ...stand.config, ...config },
      { clock: realClock, memory: disk },
    )
    expect(await terminal.settled(seconds(20))).toBe('ready')
    return { disk, terminal, [Symbol.asyncDispose]: () => terminal[Symbol.asyncDispose]() }
  }

  const turn = (scenario: Scenario, delay = 40) =>
    stand.bank.turn({ scenario, times: 1, delay: millis(delay) })
  const anAmount = () => money(nextAmount++, stand.config.currency)

  async function aSale(terminal: PaymentTerminal) {
    const id = realIds.mint('pay')
    const result = await terminal.sale({ id, amount: anAmount() })
    if (result.outcome !== 'approved') throw new Error(`not approved: ${JSON.stringify(result)}`)
    const entry = stand.bank.last
    return { original: { id, receipt: result.receipt } satisfies Original, left: () => stand.bank.left(entry?.number ?? 0) } // prettier-ignore
  }

  test.each(Object.keys(usual) as Scenario[])('a sale that goes: %s', async (scenario) => {
    await using till = await aTill()
    const { terminal } = till
    turn(scenario)
    const amount = anAmount()
    const id = realIds.mint('pay')
    const result = await terminal.sale({ id, amount })
    const expected = exceptions[model]?.[scenario] ?? usual[scenario]
    const charges = () =>
      stand.bank.entries.filter((entry) => entry.amount === amount.amount).length
    if (expected === 'needs-people') {
      expect(result.outcome).toBe('unknown')
      expect(await terminal.settled(seconds(20))).toBe('needs-people')
      await expect(terminal.sale({ id: realIds.mint('pay'), amount })).rejects.toMatchObject({
        code: 'terminal/unresolved',
      })
      await terminal.tell({ id, happened: charges() > 0 })
    } else {
      const end = result.outcome === 'unknown' ? await endOf(till, id) : result
      expect(end).toMatchObject(expected)
    }
    const charged = charges()
    const written = (await till.disk.find(id))?.result
    expect(written?.outcome === 'approved').toBe(charged === 1)
    if (written?.outcome === 'approved') expect(written.receipt.amount).toEqual(amount)
    expect(JSON.stringify([result, written])).not.toContain(cardNumber)
    expect(terminal.state).toBe('ready')
    // The same id again: told once more, and not charged.
    const again = await terminal.sale({ id, amount })
    expect(again).toEqual(written)
    expect(charges()).toBe(charged)
  })

  /** What its caller was told was only that it is unknown. */
  async function endOf({ terminal, disk }: { terminal: PaymentTerminal; disk: Disk }, id: string) {
    expect(await terminal.settled(seconds(20))).toBe('ready')
    return (await disk.find(id))?.result
  }

  test.each(able(definition.canAbort))(
    'a customer who is asked for too long can be let go',
    async () => {
      await using till = await aTill({ patience: seconds(20) })
      const { terminal } = till
      turn('slow', 15_000)
      const asked = Promise.withResolvers<void>()
      terminal.onProgress(() => asked.resolve())
      const sale = terminal.sale({ id: realIds.mint('pay'), amount: anAmount() })
      if (definition.links.includes('tool'))
        await expect.poll(() => terminal.state, { timeout: 8_000 }).toBe('busy')
      else await asked.promise
      await expect(terminal.sale({ id: realIds.mint('pay'), amount: anAmount() })).rejects.toMatchObject({ code: 'terminal/busy' }) // prettier-ignore
      await expect
        .poll(async () => (await terminal.abort(), terminal.state), { timeout: 8_000 })
        .toBe('ready')
      expect(await sale).toEqual({ outcome: 'cancelled', by: 'us' })
    },
  )

  test.each(able(definition.canAbort))(
    'whoever still looks for the card when the time is over is let go',
    async () => {
      await using till = await aTill()
      turn('slow', 25_000)
      const result = await till.terminal.sale({ id: realIds.mint('pay'), amount: anAmount() })
      expect(result).toEqual({ outcome: 'cancelled', by: 'us' })
      expect(till.terminal.state).toBe('ready')
    },
  )

  const gives = (kind: 'void' | 'refund' | 'reverse-last') => definition.operations.includes(kind)

  test.each(able(gives('void')))('takes a sale back, and only once', async () => {
    await using till = await aTill()
    const { original, left } = await aSale(till.terminal)
    const voided = () => till.terminal.void({ id: realIds.mint('pay'), original })
    expect(await voided()).toMatchObject({ outcome: 'approved' })
    expect(left()).toBe(0)
    expect(await voided()).toMatchObject({ outcome: 'declined' })
    expect(left()).toBe(0)
  })

  test.each(able(gives('refund')))('gives a part back', async () => {
    await using till = await aTill()
    const { original, left } = await aSale(till.terminal)
    const amount = money(300, stand.config.currency)
    const refund = await till.terminal.refund({ id: realIds.mint('pay'), amount, original })
    expect(refund).toMatchObject({ outcome: 'approved', receipt: { amount } })
    expect(left()).toBe(original.receipt.amount.amount - 300)
  })

  test.each(able(gives('reverse-last')))('takes the last sale back', async () => {
    await using till = await aTill()
    const first = await aSale(till.terminal)
    const last = await aSale(till.terminal)
    const reverse = (original: Original) =>
      till.terminal.reverseLast({ id: realIds.mint('pay'), original })
    expect(await reverse(first.original)).toMatchObject({ outcome: 'declined', reason: 'not-found' }) // prettier-ignore
    expect(first.left()).toBeGreaterThan(0)
    expect(await reverse(last.original)).toMatchObject({ outcome: 'approved' })
    expect(last.left()).toBe(0)
    expect(first.left()).toBeGreaterThan(0)
  })

  test('settles the day and tests its link', async () => {
    await using till = await aTill()
    const answers: PaymentResult[] = []
    for (const kind of ['settle', 'test-link'] as const) {
      if (!definition.operations.includes(kind)) continue
      const id = realIds.mint('pay')
      answers.push(await (kind === 'settle' ? till.terminal.settle({ id }) : till.terminal.testLink({ id }))) // prettier-ignore
    }
    expect(answers.every(({ outcome }) => outcome === 'approved')).toBe(true)
  })

  test.each(able(definition.tellsLast))('tells its last operation', async () => {
    await using till = await aTill()
    const { original } = await aSale(till.terminal)
    const last = await till.terminal.queryLast()
    expect(last).toMatchObject({
      outcome: 'approved',
      receipt: { reference: original.receipt.reference },
    })
    expect(JSON.stringify(last)).not.toContain(cardNumber)
  })

  test('refuses amounts that are none, and other currencies', async () => {
    await using till = await aTill()
    for (const amount of [0, -1, 0.5, Number.NaN, 2 ** 60, 10_000_000_001])
      await expect(till.terminal.sale({ id: realIds.mint('pay'), amount: { amount, currency: stand.config.currency } })).rejects.toMatchObject({ code: 'input/invalid' }) // prettier-ignore
    await expect(till.terminal.sale({ id: realIds.mint('pay'), amount: money(1, 'XTS') })).rejects.toMatchObject({ code: 'input/invalid' }) // prettier-ignore
    expect(till.terminal.state).toBe('ready')
  })
})
