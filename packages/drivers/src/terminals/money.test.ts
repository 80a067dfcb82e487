import { describe, expect, test } from 'vitest'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { millis } from '@cubby/kit/clock'
import { type Prng, prng } from '@cubby/kit/prng'
import type { EmulatedBank, Scenario } from './emulator/bank.ts'
import { Life } from './trials/life.ts'
import { startStand } from './trials/stand.ts'
import { type TrialDeps, TrialLocker } from './trials/trial-locker.ts'

/**
 * Goal: whatever is lost and whoever dies, nobody is charged twice, no door opens unpaid, and nothing is paid
 * for a door that stayed shut. Method: a locker that obeys the rule of recovery, against an emulator in a process
 * of its own. In each conversation the answer, the request or the connection may be lost, and our program may
 * die at any of its steps, of which only the disk remains. At the end the ledger of the bank is the judge.
 */
const deps = { clock: realClock, ids: realIds }

const misfortunes: readonly Scenario[] = [
  'decline', 'slow', 'cancelled', 'no-link', 'hang', 'approve-and-lose', 'approve-and-lose', 'lose-request', 'late', 'approve-bare',
] // prettier-ignore

function turnKnobs(bank: EmulatedBank, chance: Prng) {
  const scenario = chance.chance(0.35) ? 'approve' : chance.pick(misfortunes)
  // More than one: the reversal that follows may be hit as well.
  bank.turn({ scenario, times: chance.int(1, 2), delay: millis(chance.int(5, 40)) })
}

async function trial(
  model: string,
  conversations: number,
  seed: string,
  how: Pick<TrialDeps, 'flaw' | 'isVending'> = {},
) {
  await using stand = await startStand(model)
  const chance = prng(seed)
  const locker = new TrialLocker(stand, {
    ...deps,
    chance: chance.split('locker'),
    ...how,
  })
  const failures: string[] = []
  let deaths = 0
  for (let i = 0; i < conversations; i++) {
    turnKnobs(stand.bank, chance)
    const life = new Life(chance.chance(0.4) ? chance.int(0, chance.pick([10, 24])) : Infinity)
    // Whoever is found open by a later life is part of that life's work.
    await locker.live(life, 100 + i).catch((error: Error) => failures.push(error.message))
    if (failures.length > 0) break
    if (life.hasDied) deaths++
  }
  stand.bank.turn({ scenario: 'approve', times: null })
  if (failures.length === 0) await locker.live(new Life(Infinity), null)
  const { wrong, counts } = judge(stand.bank, locker)
  return { deaths, counts, wrong: [...failures, ...wrong] }
}

function judge(bank: EmulatedBank, locker: TrialLocker) {
  const { entries } = bank
  const wrong: string[] = []
  for (const { amount, end, sale } of locker.customers) {
    const sales = entries.filter((entry) => entry.kind === 'sale' && entry.amount === amount)
    const net = sales.reduce((sum, { number }) => sum + bank.left(number), 0)
    const opened = locker.doors.get(amount) ?? 0
    if (sales.length > 1) wrong.push(`${amount}: charged ${sales.length} times`)
    if (opened > 1) wrong.push(`${amount}: opened ${opened} times`)
    if (opened > 0 && net !== amount) wrong.push(`${amount}: opened for ${net}`)
    if (opened === 0 && net !== 0) wrong.push(`${amount}: paid ${net} for nothing`)
    if (end === 'none') wrong.push(`${amount}: never ended`)
    const written = locker.disk.all.find(({ begun }) => begun.asked.id === sale)?.result
    const isApproved = written?.outcome === 'approved'
    // In vending mode a terminal takes back by itself what it was told not to take.
    if (isApproved ? sales.length === 0 : net !== 0) wrong.push(`${amount}: written down otherwise`)
  }
  const ends = Object.groupBy(locker.customers, ({ end }) => end)
  const counts = Object.fromEntries(Object.entries(ends).map(([end, all]) => [end, all?.length]))
  return { wrong, counts }
}

/** How many conversations each: a program that is started for every payment takes a while. */
const trials = [
  ...Array.from({ length: 10 }, (_, i) => ['generic-json', 100, i] as const),
  ...Array.from({ length: 2 }, (_, i) => ['zvt', 100, i] as const),
  ['ttk2', 50, 0] as const,
  ['inpas-dualconnector', 100, 0] as const,
  ['sberbank-upos', 12, 0] as const,
  ['ingenico-arcus2', 8, 0] as const,
]

describe('conversations with a terminal', () => {
  test.each(trials)(
    '%s, %i of them (%i): each is charged once or not at all, and what is paid is opened',
    async (model, conversations, number) => {
      const { wrong, counts, deaths } = await trial(model, conversations, `money/${number}`)
      expect(wrong).toEqual([])
      // A trial in which nothing goes wrong, or nothing right, shows nothing.
      expect(deaths).toBeGreaterThan(conversations / 10)
      expect(counts.opened).toBeGreaterThan(0)
      if (conversations < 100) return
      expect(counts.reversed).toBeGreaterThan(0)
      expect(counts.unpaid).toBeGreaterThan(0)
    },
    120_000,
  )
})

test('in vending mode the goods are out, or the money stays where it was', async () => {
  const { wrong, counts, deaths } = await trial('zvt', 100, 'vending', { isVending: true })
  expect(wrong).toEqual([])
  expect(deaths).toBeGreaterThan(10)
  expect(counts.opened).toBeGreaterThan(0)
}, 120_000)

describe('the trial itself', () => {
  test('finds a program that forgets what it had begun', async () => {
    const { wrong } = await trial('generic-json', 200, 'flaw', {
      flaw: (memory) => ({ ...memory, open: async () => null }),
    })
    expect(wrong.join()).not.toBe('')
  }, 120_000)

  test('finds a program that takes an answer never written for no answer at all', async () => {
    const { wrong } = await trial('generic-json', 200, 'flaw', {
      flaw: (memory) => ({ ...memory, begin: async () => {} }),
    })
    expect(wrong.join()).not.toBe('')
  }, 120_000)
})
