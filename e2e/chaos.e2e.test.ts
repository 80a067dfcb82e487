import { randomBytes } from 'node:crypto'
import { seconds } from '@cubby/kit/clock'
import { cloneDrill } from '@cubby/simulator/chaos/drills/clone'
import type { DrillRun } from '@cubby/simulator/chaos/drills/drill'
import { restoreDrill } from '@cubby/simulator/chaos/drills/restore'
import { upgradeDrill } from '@cubby/simulator/chaos/drills/upgrade'
import { runChaos } from '@cubby/simulator/chaos/run-chaos'
import { describe, expect, test } from 'vitest'

const SEED = process.env['SEED'] ?? randomBytes(4).toString('hex')
console.info(`seed ${SEED} (SEED=… repeats its choices)`)

/** A short day of each kind, all at once: most of the time everybody waits for somebody. */
const TIMEOUT = 240_000
const quietly = () => {}

describe.concurrent('a network of real processes', () => {
  test('loses and repeats nothing through faults of every kind', { timeout: TIMEOUT }, async () => {
    const run = await runChaos({ edges: 4, trouble: seconds(20), seed: SEED }, quietly)
    expect({ failures: run.failures, findings: run.findings }).toEqual({
      failures: [],
      findings: [],
    })
    expect(run.told).toMatchObject({
      'kill-server': expect.any(Number),
      'kill-edge': expect.any(Number),
      'kill-boards': expect.any(Number),
      'restart-database': expect.any(Number),
      'cut-link': expect.any(Number),
      'delay-link': expect.any(Number),
      'throttle-link': expect.any(Number),
      'half-open-link': expect.any(Number),
      'duplicate-exchanges': expect.any(Number),
      'lose-answers': expect.any(Number),
      'fill-disk': expect.any(Number),
    })
    // A comparison of nothing proves nothing.
    const counts = Object.entries(run.told).filter(([name]) => name.startsWith('compared: '))
    expect(counts.length).toBeGreaterThan(5)
    expect(counts.filter(([, count]) => count === 0)).toEqual([])
    expect(run.operations).toBeGreaterThan(50)
  })

  test('is made whole by its lockers after a restore', { timeout: TIMEOUT }, async () => {
    expect(wrongWith(await restoreDrill({ seed: SEED, edges: 2 }, quietly))).toEqual([])
  })

  test('is rolled to another version and back unnoticed', { timeout: TIMEOUT }, async () => {
    expect(
      wrongWith(await upgradeDrill({ seed: SEED, edges: 2, other: 'HEAD~1' }, quietly)),
    ).toEqual([])
  })

  test(
    'refuses the double of a locker, and goes on with the one',
    { timeout: TIMEOUT },
    async () => {
      expect(wrongWith(await cloneDrill(SEED, quietly))).toEqual([])
    },
  )
})

/** Sentences that did not hold, and operations that failed; a drill that checked or did nothing is wrong, too. */
function wrongWith({ report, outcome }: DrillRun): string[] {
  const unheld = report.checks.filter(({ holds }) => !holds)
  return [
    ...unheld.map(({ what, detail }) => `${what} (${detail})`),
    ...outcome.failures,
    ...(report.checks.length > 3 && outcome.operations > 10 ? [] : ['next to nothing happened']),
  ]
}
