import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant, millis, seconds } from './clock.ts'
import { VirtualClock } from './virtual-clock.ts'

const start = instant(1_000_000)

describe('a virtual clock', () => {
  test('stands still until it is moved', async () => {
    const clock = new VirtualClock(start)
    let isAwake = false
    void clock.sleep(seconds(1)).then(() => (isAwake = true))
    await clock.advance(millis(999))
    expect([isAwake, clock.now(), clock.monotonic()]).toEqual([false, start + 999, 999])
    await clock.advance(millis(1))
    expect(isAwake).toBe(true)
  })

  test('shows each sleeper its own moment, also in a chain of waits', async () => {
    const clock = new VirtualClock(start)
    const seen: number[] = []
    const actor = async (step: number) => {
      for (let i = 0; i < 3; i++) {
        await clock.sleep(millis(step))
        seen.push(clock.monotonic())
      }
    }
    void actor(30)
    void actor(20)
    await clock.advance(millis(100))
    expect(seen).toEqual([20, 30, 40, 60, 60, 90])
    expect(clock.now()).toBe(start + 100)
  })

  test('lets an aborted sleeper go at once and forgets its timer', async () => {
    const clock = new VirtualClock(start)
    const abort = new AbortController()
    const sleeping = clock.sleep(seconds(60), abort.signal)
    abort.abort()
    await sleeping
    expect([clock.now(), clock.nextTimerAt()]).toEqual([start, null])
    await clock.sleep(seconds(60), abort.signal)
  })

  test('moves only as far as a piece of work needs', async () => {
    const clock = new VirtualClock(start)
    void clock.sleep(seconds(60))
    const work = clock.sleep(seconds(2)).then(() => 'done')
    expect(await clock.runUntil(work)).toBe('done')
    expect(clock.monotonic()).toBe(2_000)
  })

  test('says so when nothing is left that could end the work', async () => {
    const clock = new VirtualClock(start)
    await expect(clock.runUntil(new Promise(() => {}))).rejects.toThrow('nothing is waiting')
  })

  test('fires any set of timers in order of time, then of setting, whatever is cancelled', async () => {
    const cases = fc.array(fc.record({ after: fc.nat({ max: 50 }), isCancelled: fc.boolean() }), {
      maxLength: 200,
    })
    await fc.assert(
      fc.asyncProperty(cases, async (timers) => {
        const clock = new VirtualClock(start)
        const abort = new AbortController()
        const fired: number[] = []
        for (const [i, { after, isCancelled }] of timers.entries()) {
          const slept = clock.sleep(millis(after), isCancelled ? abort.signal : undefined)
          if (!isCancelled) void slept.then(() => fired.push(i))
        }
        abort.abort()
        await clock.advance(millis(50))
        const expected = [...timers.entries()]
          .filter(([, t]) => !t.isCancelled)
          .sort(([, a], [, b]) => a.after - b.after)
        expect(fired).toEqual(expected.map(([i]) => i))
        expect(clock.nextTimerAt()).toBeNull()
      }),
      { numRuns: 30 },
    )
  })
})
