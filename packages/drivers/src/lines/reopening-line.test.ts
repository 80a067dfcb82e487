import { describe, expect, test } from 'vitest'
import { instant, millis, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { type Connection, type ConnectionEvents, ReopeningLine } from './reopening-line.ts'

/** A port that the test plugs in and pulls out. */
function aPort() {
  const clock = new VirtualClock(instant(0))
  const tries: number[] = []
  let isPlugged = true
  let isStuck = false
  let events: ConnectionEvents | null = null
  const written: number[] = []
  const connect = async (given: ConnectionEvents): Promise<Connection> => {
    tries.push(clock.monotonic())
    if (!isPlugged) throw new Error('no such port')
    events = given
    return {
      write: async (bytes) => {
        if (isStuck) return new Promise(() => {})
        written.push(...bytes)
      },
      close: () => given.onClose(),
    }
  }
  return {
    clock,
    tries,
    written,
    line: new ReopeningLine({ name: 'port', connect, clock }),
    say: (...bytes: number[]) => events?.onData(Uint8Array.from(bytes)),
    plug: () => (isPlugged = true),
    pull: () => {
      isPlugged = false
      events?.onClose()
    },
    stick: (stuck: boolean) => (isStuck = stuck),
  }
}

const bytes = (...values: number[]) => Uint8Array.from(values)

describe('a line', () => {
  test('carries bytes both ways', async () => {
    const { line, say, written } = aPort()
    const heard: number[] = []
    line.onData((chunk) => heard.push(...chunk))
    await line.triedOnce()
    await line.write(bytes(1, 2))
    say(3, 4)
    expect([written, heard]).toEqual([
      [1, 2],
      [3, 4],
    ])
    await line[Symbol.asyncDispose]()
  })

  test('says when it is lost, refuses to write meanwhile, and keeps nothing for later', async () => {
    const { clock, line, pull, plug, written } = aPort()
    await line.triedOnce()
    let losses = 0
    line.onClose(() => losses++)
    pull()
    await clock.advance(millis(1))
    expect(losses).toBe(1)
    await expect(line.write(bytes(1))).rejects.toMatchObject({ code: 'line/unavailable' })
    plug()
    await clock.advance(seconds(1))
    await line.write(bytes(2))
    expect(written).toEqual([2])
  })

  test('is tried again and again, slower each time up to a bound', async () => {
    const { clock, line, pull, plug, tries } = aPort()
    await line.triedOnce()
    pull()
    await clock.advance(seconds(60))
    const gaps = tries.slice(1).map((at, i) => at - (tries[i] ?? 0))
    expect(gaps.slice(0, 4)).toEqual([250, 500, 1_000, 2_000])
    expect(Math.max(...gaps)).toBe(limits.lineReopenMax)
    plug()
    await clock.advance(limits.lineReopenMax)
    await line.write(bytes(1))
  })

  test('that takes no more bytes is opened again', async () => {
    const { clock, line, stick, tries } = aPort()
    await line.triedOnce()
    stick(true)
    const writing = line.write(bytes(1)).catch((error) => error.code)
    expect(await clock.runUntil(writing)).toBe('line/unavailable')
    stick(false)
    await clock.advance(seconds(1))
    await line.write(bytes(2))
    expect(tries).toHaveLength(2)
  })

  test('that is closed stays closed', async () => {
    const { clock, line, tries } = aPort()
    await line.triedOnce()
    await line[Symbol.asyncDispose]()
    await clock.advance(seconds(60))
    await expect(line.write(bytes(1))).rejects.toMatchObject({ code: 'line/closed' })
    expect(tries).toHaveLength(1)
  })
})
