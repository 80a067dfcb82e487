import type { AppError } from '@cubby/kit/app-error'
import { anId, morning } from '@cubby/testing/kernel/builders'
import { noise } from '@cubby/testing/link/chained'
import type { WireEntryUnread } from '@cubby/protocol/link/envelope'
import { linkViews } from '@cubby/testing/link/link-views'
import { type LinkWorld, linkWorld } from '@cubby/testing/link/link-world'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let database: TestDatabase
let world: LinkWorld
let views: ReturnType<typeof linkViews>
beforeEach(async () => {
  database = await testDatabase()
  world = await linkWorld(database.db)
  views = linkViews(world.db, world.locker)
})
afterEach(() => database[Symbol.asyncDispose]())

async function refusal(doing: Promise<unknown>) {
  const error = await doing.then(
    () => null,
    (thrown: AppError) => thrown,
  )
  return error && { code: error.code, ...error.extra }
}

describe('a journal', () => {
  test('is taken as a contiguous prefix, and what comes again is skipped', async () => {
    const all = noise(10)
    expect(await world.push(all.slice(0, 4))).toEqual({
      receivedThrough: 4,
      appliedThrough: 4,
      durableThrough: 4,
    })
    expect(await world.push(all.slice(0, 4))).toMatchObject({ receivedThrough: 4 })
    expect(await world.push(all.slice(1, 3))).toMatchObject({ receivedThrough: 4 })
    expect(await world.push(all.slice(2, 10))).toMatchObject({ receivedThrough: 10 })
    expect(await world.push(all)).toMatchObject({ receivedThrough: 10 })
    expect(await views.entries()).toHaveLength(10)
    expect(await views.alarms()).toEqual([])
  })

  test('with a gap is refused, and the answer says where to go on', async () => {
    const all = noise(10)
    await world.push(all.slice(0, 3))
    expect(await refusal(world.push(all.slice(5)))).toEqual({
      code: 'link/gap',
      receivedThrough: 3,
    })
    expect(await views.entries()).toHaveLength(3)
    expect(await world.push(all.slice(3))).toMatchObject({ receivedThrough: 10 })
  })

  test.each([
    ['overlapping what was received', 2, 6],
    ['from the very beginning', 0, 3],
    ['going on after another entry', 5, 8],
  ])(
    'that contradicts the one received is a fork (%s), is refused and raises one alarm',
    async (_, from, to) => {
      await world.push(noise(5))
      const clone = noise(8, 1_000)
      for (let twice = 0; twice < 2; twice++)
        expect(await refusal(world.push(clone.slice(from, to)))).toMatchObject({
          code: 'link/fork',
          receivedThrough: 5,
        })
      expect(await views.entries()).toHaveLength(5)
      expect(await views.alarms()).toContain('journal.fork')
      const locker = await world.db
        .selectFrom('locker')
        .select('fork_seen_at')
        .executeTakeFirstOrThrow()
      expect(locker.fork_seen_at).toBe(morning)
    },
  )

  test('whose entries do not agree with their hashes is refused, and no fork is cried', async () => {
    const [first, second, third] = noise(3) as [WireEntryUnread, WireEntryUnread, WireEntryUnread]
    expect(await refusal(world.push([{ ...first, at: 1 }, second]))).toMatchObject({
      code: 'input/invalid',
    })
    expect(await refusal(world.push([first, { ...second, at: 1 }]))).toMatchObject({
      code: 'input/invalid',
    })
    expect(await refusal(world.push([first, third]))).toMatchObject({ code: 'input/invalid' })
    expect(await views.entries()).toEqual([])
    expect(await views.alarms()).toEqual([])
  })

  test('begun anew on another disk starts from one, and staff are told', async () => {
    await world.push(noise(5))
    const journal = anId('jrn', 2)
    expect(await world.push(noise(3, 77), { journal })).toMatchObject({ receivedThrough: 3 })
    expect(await views.alarms()).toEqual(['journal.replaced'])
    expect(await world.push(noise(5))).toMatchObject({ receivedThrough: 5 })
  })

  test('is refused for one locker only: the others of the same group go on', async () => {
    const other = await world.addLocker(2)
    await world.push(noise(5))
    const [forked, taken] = await Promise.all([
      refusal(world.push(noise(6, 99))),
      world.push(noise(4), { locker: other, journal: anId('jrn', 2) }),
    ])
    expect(forked).toMatchObject({ code: 'link/fork' })
    expect(taken).toMatchObject({ receivedThrough: 4 })
  })
})
