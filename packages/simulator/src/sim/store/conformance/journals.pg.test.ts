import { freshLadder } from '@cubby/domain/rights/ladder'
import { later, minutes, seconds } from '@cubby/kit/clock'
import { entryText, GENESIS, type WireEntryUnread } from '@cubby/protocol/link/envelope'
import type { EntryRef, JournalHead, RawEntry } from '@cubby/server/store/journals'
import { anId, morning } from '@cubby/testing/kernel/builders'
import { chained } from '@cubby/testing/link/chained'
import { noDifference } from '@cubby/server/store/difference'
import { describe, expect, test } from 'vitest'
import { eachStore, lockers } from './each-store.ts'
import { save } from './samples.ts'
import type { Side } from './side.ts'

const [here, there] = lockers
const first = { locker: here, journal: anId('jrn', 1) }
const second = { locker: here, journal: anId('jrn', 2) }
const other = { locker: there, journal: anId('jrn', 3) }
const nobodys = { locker: anId('lck', 99), journal: anId('jrn', 9) }

type Body = WireEntryUnread['body']
const aDoor = (cell = 1): Body => ({ type: 'door.closed', cell: anId('cel', cell), side: 'front' })
const raws = (ref: typeof first, bodies: readonly Body[], from = 1): RawEntry[] =>
  chained(
    bodies.map((body, i) => ({ at: morning + i, body })),
    { seq: from - 1, hash: GENESIS },
  ).map((entry) => ({ ...ref, json: entryText(entry), hash: entry.hash }))

eachStore((at) => {
  const lock = (...refs: (typeof first)[]) =>
    at().store.transact((tx) => tx.lockHeads(refs, at().clock.now()))
  const append = (...entries: RawEntry[]) =>
    at().store.transact((tx) => tx.save({ ...noDifference(), entries }, at().clock.now()))
  const kept = async (which: Parameters<typeof keptIn>[1]) => keptIn(at(), which)
  const aside = (place: EntryRef, error = 'unread') =>
    save(at(), { quarantine: [{ ...place, error }] })
  const resolve = (place: EntryRef, how: 'replayed' | 'skipped') =>
    at().store.transact((tx) =>
      tx.resolveQuarantined({ ...place, how, by: null }, at().clock.now()),
    )

  describe('the head of a journal', () => {
    const born = { receivedThrough: 0, appliedThrough: 0, lastHash: GENESIS, ladder: freshLadder }

    test('begins at nought when the journal was never heard of', async () => {
      expect(await lock(first)).toEqual([{ ...first, ...born, replacesAnother: false }])
      expect((await at().content()).journals).toEqual([{ ...first, ...born, createdAt: morning }])
    })

    test('comes in the order of ids, each once, however it is asked for', async () => {
      await lock(second)
      const heads = await lock(other, second, first, second)
      expect(heads.map(({ journal }) => journal)).toEqual([1, 2, 3].map((n) => anId('jrn', n)))
    })

    test('says the first time that its locker wrote another journal before', async () => {
      await lock(first)
      const heads = [...(await lock(second)), ...(await lock(first, second))]
      expect(heads.map(({ replacesAnother }) => replacesAnother)).toEqual([true, false, false])
    })

    test('replaces none of the journals that begin with it', async () => {
      const heads = await lock(first, second)
      expect(heads.map(({ replacesAnother }) => replacesAnother)).toEqual([false, false])
    })

    test('is not taken for that of a journal with the same id at another locker', async () => {
      await lock(first, { locker: there, journal: second.journal })
      const heads = await lock(second, { locker: there, journal: second.journal })
      expect(heads.map(({ locker, replacesAnother }) => [locker, replacesAnother])).toEqual([
        [here, true],
        [there, false],
      ])
    })

    test('is refused to a locker that nobody has', async () => {
      await expect(lock(first, nobodys)).rejects.toBeInstanceOf(Error)
      expect((await at().content()).journals).toEqual([])
    })

    test('moves on with its ladder, and a journal that never began stays unknown', async () => {
      const ladder = { wrongInRow: 5, wrongToday: 6, day: 20_514, lockedUntil: morning }
      const moved = { receivedThrough: 7, appliedThrough: 6, lastHash: 'f'.repeat(64), ladder }
      await lock(first, other)
      await advance(at(), [
        { ...first, ...moved, replacesAnother: true },
        { ...second, ...moved, replacesAnother: false },
      ])
      expect(await lock(first)).toEqual([{ ...first, ...moved, replacesAnother: false }])
      const { journals } = await at().content()
      expect(journals.map(({ receivedThrough }) => receivedThrough)).toEqual([7, 0])
    })
  })

  describe('entries', () => {
    test('are kept as they were sent, whatever is in them', async () => {
      const body = { type: 'x.y', deep: { list: [1, null, 'ü🗝'], empty: {} }, n: 0.1, t: ' "\\ ' }
      await lock(first)
      await append(...raws(first, [body, aDoor()]))
      const [entry] = await kept({ ...first, seq: 1 })
      expect(entry).toEqual({
        ...first,
        seq: 1,
        at: morning,
        synced: true,
        body,
        receivedAt: morning,
      })
    })

    test('are not kept twice at one place, and then nothing of the append is', async () => {
      await append(...raws(first, [aDoor()]))
      await expect(
        append(...raws(other, [aDoor()]), ...raws(first, [aDoor()])),
      ).rejects.toBeInstanceOf(Error)
      expect((await at().content()).entries).toHaveLength(1)
    })

    test.each(['a\0b', '\\\0', 'half a \ud83d', '\udc00'])(
      'with what is no text in them are refused: %j',
      async (text) => {
        await expect(append(...raws(first, [{ type: 'x', text }]))).rejects.toBeInstanceOf(Error)
        const fine = text.replaceAll(/[\0\ud800-\udfff]/g, '\\u0000 \\ud83d 😀')
        await append(...raws(first, [{ type: 'x', text: fine }]))
        expect((await at().content()).entries).toMatchObject([{ body: { text: fine } }])
      },
    )

    test('tell their hashes, and places where nothing is kept are left out', async () => {
      const [one, two] = raws(first, [aDoor(), aDoor()])
      const [far] = raws(other, [aDoor(2)])
      await append(...[one, two, far].flatMap((entry) => entry ?? []))
      const places = [
        { ...other, seq: 1 },
        { ...first, seq: 0 },
        { ...first, seq: 2 },
        { ...first, seq: 3 },
        { ...second, seq: 1 },
      ]
      const hashes = await at().store.transact((tx) => tx.hashesAt(places))
      expect(new Map(hashes.map((each) => [`${each.journal} ${each.seq}`, each.hash]))).toEqual(
        new Map([
          [`${other.journal} 1`, far?.hash],
          [`${first.journal} 2`, two?.hash],
        ]),
      )
      expect(await at().store.transact((tx) => tx.hashesAt([]))).toEqual([])
    })
  })

  describe('entries that count', () => {
    test('about a cell come journal by journal in the order in which these began', async () => {
      await lock(second)
      await at().clock.advance(seconds(1))
      await lock(first, other)
      await append(...raws(first, [aDoor(), aDoor(2), aDoor()]))
      await append(
        ...raws(second, [{ type: 'device.started' }, aDoor()]),
        ...raws(other, [aDoor()]),
      )
      expect(await kept({ locker: here, cell: anId('cel', 1) })).toMatchObject([
        { journal: second.journal, seq: 2 },
        { journal: first.journal, seq: 1 },
        { journal: first.journal, seq: 3, body: aDoor() },
      ])
    })

    test('of journals that began in one moment come in the order of the ids', async () => {
      await lock(second, first)
      await append(...raws(second, [aDoor()]), ...raws(first, [aDoor()]))
      const entries = await kept({ locker: here, cell: anId('cel', 1) })
      expect(entries.map(({ journal }) => journal)).toEqual([first.journal, second.journal])
    })

    test('are none of a journal that never began, and none at a place where nothing is', async () => {
      await lock(first)
      await append(...raws(second, [aDoor()]))
      expect(await kept({ locker: here, cell: anId('cel', 1) })).toEqual([])
      expect(await kept({ ...first, seq: 1 })).toEqual([])
    })

    test('leave out what was set aside until it was replayed', async () => {
      await lock(first)
      await append(...raws(first, [aDoor(), aDoor(), aDoor()]))
      for (const seq of [1, 2, 3]) await aside({ ...first, seq })
      await resolve({ ...first, seq: 1 }, 'skipped')
      await resolve({ ...first, seq: 2 }, 'replayed')
      const about = await kept({ locker: here, cell: anId('cel', 1) })
      expect(about.map(({ seq }) => seq)).toEqual([2])
      const each = await Promise.all([1, 2, 3].map((seq) => kept({ ...first, seq })))
      expect(each.map((found) => found.length)).toEqual([0, 1, 0])
    })
  })

  describe('an entry in quarantine', () => {
    const place = { ...first, seq: 4 }

    test('keeps the first reason, without what cannot be stored', async () => {
      await aside(place, 'a\0b')
      await aside(place, 'later')
      expect((await at().content()).quarantine).toEqual([
        { ...place, error: 'ab', resolution: null },
      ])
    })

    test('is decided about once', async () => {
      await aside(place)
      const answers = [
        await resolve(place, 'skipped'),
        await resolve(place, 'replayed'),
        await resolve({ ...place, seq: 5 }, 'skipped'),
      ]
      expect(answers).toEqual([true, false, false])
      expect((await at().content()).quarantine).toMatchObject([{ resolution: 'skipped' }])
    })
  })

  test('a fork is remembered with its latest time, for lockers that there are', async () => {
    const { store, clock } = at()
    const note = () => store.transact((tx) => tx.noteForks([here, nobodys.locker], clock.now()))
    await note()
    await clock.advance(minutes(1))
    await note()
    const { lockers: rows } = await at().content()
    expect(rows.map(({ forkSeenAt }) => forkSeenAt)).toEqual([later(morning, minutes(1)), null])
  })
})

const advance = ({ store, clock }: Side, heads: JournalHead[]) =>
  store.transact((tx) => tx.save({ ...noDifference(), heads }, clock.now()))
const keptIn = (
  { store }: Side,
  which: Parameters<Parameters<Parameters<typeof store.transact>[0]>[0]['keptEntries']>[0],
) => store.transact((tx) => tx.keptEntries(which))
