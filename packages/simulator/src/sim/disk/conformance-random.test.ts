import type { EdgeDisk } from '@cubby/edge/store/edge-disk'
import { AppError } from '@cubby/kit/app-error'
import { instant } from '@cubby/kit/clock'
import { anId } from '@cubby/testing/kernel/builders'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  aCursor,
  anItem,
  aRow,
  contentOf,
  openedAt,
  simulatedPlace,
  sqlitePlace,
  thrown,
} from './places.ts'

/** Something that a program does with its disk; what it answers is compared. */
type Deed = { name: string; run: (disk: EdgeDisk) => unknown }
type Step = Deed | 'reopen'

const small = fc.nat({ max: 4 })
const streams = fc.constantFrom('a', 'b')
const payments = fc.constantFrom('pay_1', 'pay_2', 'pay_3', 'pay_4', 'pay_5', 'pay_6')
const keys = fc.constantFrom('k', 'l', 'm')
const deed = <T>(
  name: string,
  about: fc.Arbitrary<T>,
  run: (disk: EdgeDisk, about: T) => unknown,
) =>
  about.map((known): Deed => ({
    name: `${name} ${JSON.stringify(known)}`,
    run: (disk) => run(disk, known),
  }))
const next = (disk: EdgeDisk) => (disk.entries.ends()?.last ?? 0) + 1

const simple: fc.Arbitrary<Deed> = fc.oneof(
  deed('fact', fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.string()), (disk, [key, value]) =>
    disk.setMeta(key, value),
  ),
  deed('entry', fc.record({ at: fc.nat({ max: 6 }), body: fc.jsonValue() }), (disk, over) =>
    disk.entries.insert(aRow(next(disk), over)),
  ),
  deed('last entry again', fc.constant(null), (disk) =>
    disk.entries.insert(aRow(Math.max(1, next(disk) - 1))),
  ),
  deed('prune', fc.tuple(small, fc.nat({ max: 8 })), (disk, [ahead, before]) =>
    disk.entries.prune((disk.entries.ends()?.first ?? 0) + ahead, instant(before)),
  ),
  deed('read', fc.tuple(small, small), (disk, [seq, atMost]) => disk.entries.after(seq, atMost)),
  deed('snapshot', fc.record({ seq: small, format: small, state: fc.string() }), (disk, snapshot) =>
    disk.saveSnapshot(snapshot),
  ),
  deed('acknowledge', fc.record({ receivedThrough: small, durableThrough: small }), (disk, marks) =>
    disk.saveAcknowledged(marks),
  ),
  deed('identity', fc.tuple(fc.string(), fc.boolean()), (disk, [privatePem, isEnrolled]) =>
    disk.saveIdentity({ privatePem, enrolled: isEnrolled ? enrolled : null }),
  ),
  deed(
    'put',
    fc.tuple(streams, keys, small, fc.jsonValue(), small),
    (disk, [stream, key, version, body, mark]) =>
      disk.feed.put(anItem(key, { stream, version, body }), mark),
  ),
  deed('pay', payments, (disk, id) => disk.payments.begin({ id, terminal: 'zvt', begun: id })),
  deed('paid', fc.tuple(payments, fc.string()), (disk, [id, result]) =>
    disk.payments.finish(id, result),
  ),
  deed('forget payments', small, (disk, keep) => disk.payments.prune(keep + 1)),
  deed('payment', payments, (disk, id) => disk.payments.find(id)),
  deed('touch', fc.tuple(streams, keys, small), (disk, [stream, key, mark]) =>
    disk.feed.touch(stream, key, mark),
  ),
  deed('remove', fc.tuple(streams, keys), (disk, [stream, key]) => disk.feed.remove(stream, key)),
  deed('version', fc.tuple(streams, keys), (disk, [stream, key]) =>
    disk.feed.versionOf(stream, key),
  ),
  deed('remove older', fc.tuple(streams, small), (disk, [stream, mark]) =>
    disk.feed.removeOlderThan(stream, mark).toSorted(),
  ),
  deed(
    'cursor',
    fc.tuple(streams, fc.option(fc.string()), small, fc.boolean()),
    (disk, [stream, epoch, cursor, isResetting]) =>
      disk.feed.saveCursor(aCursor(stream, { epoch, cursor, isResetting })),
  ),
  deed('drop stream', streams, (disk, stream) => disk.feed.dropStream(stream).toSorted()),
  deed('ends', fc.constant(null), (disk) => disk.entries.ends()),
)

const enrolled = {
  locker: anId('lck', 1),
  lockerKey: '11',
  directoryKey: '22',
  signingKeys: { k1: 'pem' },
}

const grouped: fc.Arbitrary<Deed> = fc
  .record({
    kind: fc.constantFrom('transaction' as const, 'lightTransaction' as const),
    deeds: fc.array(simple, { maxLength: 6 }),
    fails: fc.boolean(),
  })
  .map(({ kind, deeds, fails }) => ({
    name: `${kind}${fails ? ' that fails' : ''} [${deeds.map(({ name }) => name).join('; ')}]`,
    run: (disk) =>
      disk[kind](() => {
        const answers = deeds.map(({ run }) => run(disk))
        if (fails) throw new AppError('link/gap', 'of the work itself')
        return answers
      }),
  }))

const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: simple },
    { weight: 3, arbitrary: grouped },
    { weight: 1, arbitrary: fc.constant<Step>('reopen') },
  ),
  { maxLength: 40 },
)

/** What a deed answers, or the code of what it throws. */
function outcomeOf({ run }: Deed, disk: EdgeDisk): unknown {
  let answer: unknown = null
  const error = thrown(() => (answer = run(disk)))
  return error instanceof AppError ? { code: error.code } : (error ?? { answer })
}

/**
 * Goal: a program cannot tell a simulated disk from a file, whatever it does and wherever that fails.
 * Method: the same random deeds, alone and in transactions, on both; after each one everything readable is compared.
 */
test('nobody can tell a simulated disk from a file', () => {
  fc.assert(
    fc.property(steps, (story) => {
      using real = openedAt(() => sqlitePlace({ synchronous: 'off' }))
      using simulated = openedAt(simulatedPlace)
      let [one, other] = [real.disk, simulated.disk]
      for (const step of story) {
        if (step === 'reopen') [one, other] = [real.reopened(), simulated.reopened()]
        else expect(outcomeOf(step, other)).toEqual(outcomeOf(step, one))
        expect(contentOf(other)).toEqual(contentOf(one))
      }
    }),
    { numRuns: 120 },
  )
}, 60_000)
