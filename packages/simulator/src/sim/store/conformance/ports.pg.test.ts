import { later, minutes, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { anId, carrier, morning, stranger } from '@cubby/testing/kernel/builders'
import { noDifference } from '@cubby/server/store/difference'
import { describe, expect, test } from 'vitest'
import { eachStore, lockers } from './each-store.ts'

const [here, there] = lockers
const journal = anId('jrn', 1)
const inAMinute = later(morning, minutes(1))

eachStore((at) => {
  describe('what an exchange reads', () => {
    test('of a journal and streams that nobody has written is nought and nothing', async () => {
      const heads = await at().readings.heads({ locker: here, journal, streams: ['network'] })
      expect([heads.receivedThrough, heads.appliedThrough]).toEqual([0, 0])
      expect(heads.streams.get('network')).toBeUndefined()
    })

    test('is how far its journal and its streams have come, and nobody elses', async () => {
      const { store, clock } = at()
      await store.transact(async (tx) => {
        const [head, other] = await tx.lockHeads(
          [
            { locker: here, journal },
            { locker: there, journal },
          ],
          clock.now(),
        )
        if (head && other) {
          const heads = [
            { ...head, receivedThrough: 7, appliedThrough: 5 },
            { ...other, receivedThrough: 9, appliedThrough: 9 },
          ]
          await tx.save({ ...noDifference(), heads }, clock.now())
        }
        await tx.writeFeed([{ stream: 'network', key: 'a', body: {} }], clock.now())
      })
      const streams = ['network', 'org:x']
      const seen = await at().readings.heads({ locker: here, journal, streams })
      expect(seen).toMatchObject({ receivedThrough: 7, appliedThrough: 5 })
      const page = await at().readings.pageAfter({ stream: 'network', epoch: null, cursor: 0 })
      expect(seen.streams.get('network')).toEqual({ epoch: page.epoch, head: 1 })
      expect(seen.streams.get('org:x')).toBeUndefined()
    })

    test('comes in pages of the one size, with their epoch', async () => {
      const keys = Array.from({ length: limits.feedPageItemsMax + 1 }, (_, i) => `k${i}`)
      const write = (some: string[]) =>
        at().store.transact((tx) =>
          tx.writeFeed(
            some.map((key) => ({ stream: 's', key, body: {} })),
            at().clock.now(),
          ),
        )
      await write(keys.slice(0, 1))
      await write(keys.slice(1, limits.feedPageItemsMax))
      await write(keys.slice(limits.feedPageItemsMax))
      const { readings } = at()
      const page = await readings.pageAfter({ stream: 's', epoch: null, cursor: 0 })
      expect([page.items.length, page.cursor, page.head]).toEqual([limits.feedPageItemsMax, 2, 3])
      expect(page.epoch).not.toBe('')
      expect((await readings.pageAfter(page)).items).toHaveLength(1)
    })

    test('knows who works at a locker, in a fixed order', async () => {
      const { readings } = at()
      expect(await readings.sharedStreams(here)).toEqual([`org:${carrier}`, `org:${stranger}`])
    })
  })

  test('when a locker was last heard of only ever moves forward', async () => {
    const seen = async () => (await at().content()).lockers.map((row) => row.lastSeenAt)
    const note = (...ats: (typeof inAMinute)[]) =>
      at().readings.noteSeen(
        [here, anId('lck', 99)].flatMap((locker) => ats.map((each) => ({ locker, at: each }))),
      )
    await note(inAMinute)
    await note(morning)
    expect(await seen()).toEqual([inAMinute, null])
    await note(later(inAMinute, seconds(1)))
    expect(await seen()).toEqual([later(inAMinute, seconds(1)), null])
    await at().readings.noteSeen([])
  })

  describe('a device', () => {
    const device = { publicKey: 'key 1', version: '1.0.0' }
    const takeOver = (hash: string, over: Partial<typeof device> = {}) =>
      at().devices.takeOver(hash, { ...device, ...over }, at().clock.now())
    const aCode = (
      hash: string,
      over: { expiresAt?: typeof morning; usedAt?: typeof morning } = {},
    ) => at().addCode(hash, { locker: here, expiresAt: inAMinute, usedAt: null, ...over })

    test('takes over the locker of its code, and is known by its key from then on', async () => {
      await aCode('hash')
      expect(await at().devices.publicKeyOf(here)).toBeNull()
      expect(await takeOver('hash')).toBe(here)
      expect(await at().devices.publicKeyOf(here)).toBe('key 1')
      expect(await at().devices.publicKeyOf(anId('lck', 99))).toBeNull()
      const content = await at().content()
      expect(content.lockers[0]).toMatchObject({ publicKey: 'key 1', deviceVersion: '1.0.0' })
      expect(content.codes).toMatchObject([{ hash: 'hash', usedAt: morning }])
    })

    test('gets nothing for a code that is used, expired or unknown', async () => {
      await aCode('used', { usedAt: morning })
      await aCode('expired', { expiresAt: morning })
      await aCode('once')
      const answers = [
        await takeOver('used'),
        await takeOver('expired'),
        await takeOver('nobody knows it'),
        await takeOver('once'),
        await takeOver('once', { publicKey: 'key 2' }),
      ]
      expect(answers).toEqual([null, null, null, here, null])
      expect(await at().devices.publicKeyOf(here)).toBe('key 1')
    })

    test('is followed by the next one with a code of its own', async () => {
      await aCode('first')
      await aCode('second')
      await takeOver('first')
      await takeOver('second', { publicKey: 'key 2', version: '2.0.0' })
      expect((await at().content()).lockers[0]).toMatchObject({
        publicKey: 'key 2',
        deviceVersion: '2.0.0',
      })
    })

    test('answers a challenge once before it expires', async () => {
      const use = (nonce: string) => at().devices.useNonce(nonce, inAMinute, at().clock.now())
      const answers = [await use('a'), await use('b'), await use('a')]
      await at().clock.advance(minutes(1))
      answers.push(await use('a'), await use('c'))
      expect(answers).toEqual([true, true, false, false, true])
    })
  })
})
