import { seconds } from '@cubby/kit/clock'
import { aGrant, aPlan } from '@cubby/testing/kernel/builders'
import { aLocker, type KernelBench } from '@cubby/testing/kernel/kernel-bench'
import { wireOf } from '@cubby/testing/link/chained'
import { linkWorld } from '@cubby/testing/link/link-world'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import { describe, expect, test } from 'vitest'
import { pgOutbox } from '../notifications/pg/pg-outbox.ts'
import { mayBeTold } from '../notifications/still-true.ts'

/**
 * Goal: what a restored server tells again, it tells under the same id (invariant 10).
 * Method: servers that know the same announcement hear the same journal, differently cut.
 */
const one = [aPlan(1)] as const
const grant = aGrant(one)

/** A deposit that the courier undoes, and the next one. Says where in the journal each is complete. */
function takenOutAndPutInAgain() {
  const bench = aLocker({ plans: [...one], grants: [grant] })
  const session = bench.signIn()
  bench.deposit(session, one[0])
  const inside = bench.journal.length
  bench.do({ do: 'undo-deposit', session, stay: bench.stayOf(one[0].label).id })
  bench.wait(seconds(1))
  bench.unlock()
  bench.wait(seconds(5))
  bench.closeAll()
  const outside = bench.journal.length
  bench.deposit(session, one[0])
  return { bench, inside, outside }
}

type Queued = { id: string; channel: string; state: string }
type Between = (
  outbox: ReturnType<typeof pgOutbox>,
  so: { queued: Queued[]; heard: number },
) => Promise<void>

/** What a server tells that hears the journal in these parts and sends nothing; `between` happens after each part. */
async function told(
  { journal }: KernelBench,
  cuts: readonly number[],
  between: Between = async () => {},
): Promise<Queued[]> {
  await using database = await testDatabase()
  const world = await linkWorld(database.db, `server ${cuts.join()}`)
  await world.announce(one, grant, { phone: '+48600100200' })
  const entries = wireOf(journal)
  const queued = () =>
    world.db
      .selectFrom('message')
      .select(['id', 'channel', 'state'])
      .orderBy('state')
      .orderBy('channel')
      .execute()
  for (const [i, to] of [...cuts, entries.length].entries()) {
    await world.push(entries.slice(cuts[i - 1] ?? 0, to))
    await between(pgOutbox(world.ctx), { queued: await queued(), heard: to })
  }
  const all = await queued()
  return all
}

describe('a server that hears again what happened', () => {
  test('tells it under the same ids', async () => {
    const { bench, inside, outside } = takenOutAndPutInAgain()
    const asItHappened = await told(bench, [inside, outside])
    expect(asItHappened.map(({ channel }) => channel)).toEqual(['email', 'sms'])
    expect(await told(bench, [])).toEqual(asItHappened)
    expect(await told(bench, [inside])).toEqual(asItHappened)
    expect(await told(bench, [outside])).toEqual(asItHappened)
  })

  test('tells under the same id what was taken back and became true again', async () => {
    const { bench, inside, outside } = takenOutAndPutInAgain()
    const takingBack = () =>
      told(bench, [inside, outside], async (outbox, { queued, heard }) => {
        // The sender finds untrue what is outside again.
        if (heard === outside)
          await outbox.retract(
            queued.map(({ id }) => id),
            mayBeTold,
            bench.now,
          )
      })
    expect(await takingBack()).toEqual(await told(bench, [inside, outside]))
  })
})

describe('a message whose sender saw the parcel outside', () => {
  test('is left to tell when the next deposit came first, which tells nobody itself', async () => {
    const { bench, inside, outside } = takenOutAndPutInAgain()
    const trueAgain: string[] = []
    const all = await told(bench, [inside, outside], async (outbox, { queued, heard }) => {
      if (heard <= outside) return
      const ids = queued.map(({ id }) => id)
      const left = await outbox.retract(ids, mayBeTold, bench.now)
      trueAgain.push(...left.map(({ channel }) => channel))
    })
    expect(trueAgain.toSorted()).toEqual(['email', 'sms'])
    expect(all.map(({ channel, state }) => `${channel} ${state}`)).toEqual([
      'email queued',
      'sms queued',
    ])
  })
})
