import { describe, expect, test } from 'vitest'
import { Cancel } from './cancel.ts'
import { instant, seconds } from './clock.ts'
import { VirtualClock } from './virtual-clock.ts'

describe('a wait that can be cancelled', () => {
  test('ends at once when it is', async () => {
    const clock = new VirtualClock(instant(0))
    const cancel = new Cancel()
    const wait = clock.sleep(seconds(9), cancel)
    cancel.abort()
    await wait
    expect(clock.now()).toBe(0)
    expect(clock.nextTimerAt()).toBeNull()
  })

  test('does not begin when it was before', async () => {
    const clock = new VirtualClock(instant(0))
    const cancel = new Cancel()
    cancel.abort()
    await clock.sleep(seconds(9), cancel)
    expect(cancel.aborted).toBe(true)
    expect(clock.nextTimerAt()).toBeNull()
  })

  test('calls nobody twice, nobody who left and nobody who came too late', () => {
    const cancel = new Cancel()
    const called: string[] = []
    const leaves = () => called.push('left')
    cancel.addEventListener('abort', () => called.push('stayed'))
    cancel.addEventListener('abort', leaves)
    cancel.removeEventListener('abort', leaves)
    cancel.removeEventListener('abort', leaves)
    cancel.abort()
    cancel.addEventListener('abort', () => called.push('late'))
    cancel.abort()
    expect(called).toEqual(['stayed'])
  })
})
