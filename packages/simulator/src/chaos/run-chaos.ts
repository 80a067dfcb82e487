import { realClock } from '@cubby/keys/real-clock'
import { seconds } from '@cubby/kit/clock'
import { prng } from '@cubby/kit/prng'
import { compareWorld, type Comparison } from './compare/compare-world.ts'
import { databaseOf, settle } from './compare/settle.ts'
import { mismatch } from './compare/finding.ts'
import { keepEvidence } from './evidence.ts'
import { planOf } from './faults/plan.ts'
import { Trouble } from './faults/trouble.ts'
import type { ChaosOptions } from './options.ts'
import { Crowd } from './people/crowd.ts'
import type { Outcome } from './report.ts'
import { openWorld, type World } from './world/world.ts'

export type ChaosRun = Outcome & {
  /** What else there is to tell, by name. */
  told: Record<string, string | number>
}

/** A while of trouble under load, then peace; and every ledger compared with every other. */
export async function runChaos(
  options: Pick<ChaosOptions, 'edges' | 'trouble' | 'seed'>,
  say: (line: string) => void,
): Promise<ChaosRun> {
  const chance = prng(options.seed)
  await using world = await openWorld({ edges: options.edges, chance: chance.split('world'), say })
  const crowd = new Crowd(world, chance.split('people'), { isHealed: false })
  const trouble = new Trouble(world, say)
  const { edges, trouble: lasts } = options
  const plan = planOf(chance.split('plan'), { edges, servers: world.servers.length, lasts })
  const day = crowd.live()
  const isBroken = { now: false }
  day.catch(() => (isBroken.now = true))
  await trouble.run(plan, lasts, () => isBroken.now)
  say('healing')
  await trouble.heal()
  crowd.finish()
  await day
  say('everybody has gone home')
  const healedAt = realClock.monotonic()
  const comparison = await compared(world, crowd, options.seed, say)
  say(`compared after ${Math.round((realClock.monotonic() - healedAt) / 1_000)} s`)
  const disk = world.machines.find((machine) => machine.disk)?.disk?.how ?? 'none'
  return {
    operations: crowd.operations.count,
    failures: crowd.operations.failures,
    findings: comparison.findings,
    restarts: world.recoveries.restarts,
    recoverySeconds: world.recoveries.all.map(({ seconds: took }) => took),
    told: {
      'the full disk was': disk,
      'slowest back': slowest(world),
      'answers that had to be asked for again': crowd.operations.repeated,
      'exchanges carried out twice': world.balancer.duplicated,
      'answers lost on the way': world.balancer.answersLost,
      ...Object.fromEntries([...trouble.struck].map(([kind, times]) => [kind, times])),
      ...Object.fromEntries(
        Object.entries(comparison.counted).map(([name, count]) => [`compared: ${name}`, count]),
      ),
    },
  }
}

function slowest({ recoveries }: World): string {
  const slow = recoveries.all.toSorted((one, other) => other.seconds - one.seconds).slice(0, 3)
  return slow.map(({ name, seconds: took }) => `${name} ${took.toFixed(1)} s`).join(', ')
}

/** Waits until everything is handed over, and compares. What does not settle is a finding of its own. */
async function compared(
  world: World,
  crowd: Crowd,
  seed: string,
  say: (line: string) => void,
): Promise<Comparison> {
  const database = databaseOf(world)
  try {
    const unsettled = await settle(world, database).then(
      () => [],
      (error: unknown) => [mismatch(`it did not settle: ${String(error)}`)],
    )
    for (const { edge } of world.machines) await edge.stop()
    const comparison = await compareWorld(world, database, crowd.ledger)
    const findings = [...unsettled, ...comparison.findings]
    if (findings.length + crowd.operations.failures.length > 0) {
      const dir = await keepEvidence(seed, world, database, { crowd, findings })
      say(`what is needed to find out why lies in ${dir}`)
    }
    return { ...comparison, findings }
  } finally {
    await Promise.race([database.close(), realClock.sleep(seconds(5))])
  }
}
