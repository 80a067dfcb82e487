import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Pump } from './pump.ts'

/** A queue in memory, and work that ends when the test says so. */
function aPump(options: { waiting: number; slots: number }) {
  const queue = Array.from({ length: options.waiting }, (_, n) => n)
  const open = new Map<number, () => void>()
  const done: number[] = []
  const fetched: number[] = []
  let fails = 0
  const pump = new Pump<number>({
    slots: options.slots,
    fetch: async (atMost) => {
      if (fails > 0) {
        fails--
        throw new Error('no database')
      }
      const items = queue.splice(0, atMost)
      if (items.length > 0) fetched.push(items.length)
      return items
    },
    run: (items) =>
      items.map(
        (item) =>
          new Promise<void>((resolve) =>
            open.set(item, () => {
              done.push(item)
              open.delete(item)
              resolve()
            }),
          ),
      ),
    onError: () => {},
    pause: async () => {},
  })
  return { pump, queue, open, done, fetched, failNext: (count: number) => void (fails = count) }
}
const turns = async () => {
  for (let i = 0; i < 4; i++) await setImmediate()
}

describe('a pump', () => {
  test('keeps no more under way than it has slots, and goes on as each comes free', async () => {
    const { pump, open, done } = aPump({ waiting: 5, slots: 2 })
    pump.kick()
    await turns()
    expect([...open.keys()]).toEqual([0, 1])
    open.get(1)?.()
    await turns()
    expect([...open.keys()]).toEqual([0, 2])
    expect(done).toEqual([1])
  })

  test('takes as many at once as ended at once', async () => {
    const { pump, open, fetched } = aPump({ waiting: 24, slots: 8 })
    pump.kick()
    await turns()
    for (const end of open.values()) end()
    await turns()
    for (const end of open.values()) end()
    await turns()
    expect(fetched).toEqual([8, 8, 8])
  })

  test('does not look for the sake of a single slot among many, but does not wait for all of them either', async () => {
    const { pump, open, fetched } = aPump({ waiting: 40, slots: 32 })
    pump.kick()
    await turns()
    for (const item of [3, 4, 5]) open.get(item)?.()
    await turns()
    expect(fetched).toEqual([32])
    open.get(6)?.()
    await turns()
    expect(fetched).toEqual([32, 4])
  })

  test('is idle only when nothing waits and nothing is under way', async () => {
    const { pump, open, done } = aPump({ waiting: 5, slots: 2 })
    let isIdle = false
    const idle = pump.idle().then(() => void (isIdle = true))
    for (let ended = 0; ended < 5; ended++) {
      await turns()
      expect(isIdle).toBe(false)
      open.values().next().value?.()
    }
    await idle
    expect(done).toHaveLength(5)
  })

  test('looks once more when it is kicked while it looks', async () => {
    const { pump, queue, open } = aPump({ waiting: 0, slots: 2 })
    pump.kick()
    queue.push(7)
    pump.kick()
    await turns()
    expect([...open.keys()]).toEqual([7])
  })

  test('survives a database that is away for a while', async () => {
    const { pump, open, done, failNext } = aPump({ waiting: 1, slots: 2 })
    failNext(3)
    const idle = pump.idle()
    await turns()
    await turns()
    open.get(0)?.()
    await idle
    expect(done).toEqual([0])
  })

  test('takes nothing more once it is stopped, but lets end what it has begun', async () => {
    const { pump, open, done, queue } = aPump({ waiting: 3, slots: 1 })
    pump.kick()
    await turns()
    const stopped = pump.stop()
    open.get(0)?.()
    await stopped
    expect({ done, left: queue.length }).toEqual({ done: [0], left: 2 })
  })
})
