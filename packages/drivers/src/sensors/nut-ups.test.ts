import { instant } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryLinePair } from '../lines/memory-line.ts'
import { EmulatedUps } from './emulator/emulated-ups.ts'
import { parseNutLine, upsStatusOf } from './nut-protocol.ts'
import { NutUps } from './nut-ups.ts'

function power() {
  const pair = memoryLinePair('nut')
  const clock = new VirtualClock(instant(0))
  const ups = new EmulatedUps('main', pair.boardEnd)
  const nut = new NutUps({ ups: 'main', line: pair.driverEnd, clock })
  return { ...pair, ups, nut, clock, status: () => clock.runUntil(nut.status()) }
}

describe('a UPS through NUT', () => {
  test('tells mains from battery, and how much is left', async () => {
    const { ups, nut, status, clock } = power()
    expect(await status()).toEqual({
      isOnMains: true,
      isBatteryLow: false,
      isShuttingDown: false,
      batteryPercent: 100,
      runtimeSeconds: 3_600,
    })
    ups.cutMains(15)
    expect(await status()).toMatchObject({
      isOnMains: false,
      isBatteryLow: true,
      batteryPercent: 15,
    })
    expect(await clock.runUntil(nut.read())).toEqual({
      'on-mains': 0,
      'battery-charge': 15,
      'battery-runtime': 540,
      'battery-low': 1,
    })
  })

  test('that NUT has lost, does not know or does not answer for is unknown, never on mains', async () => {
    const { ups, status, cut } = power()
    ups.error = 'DATA-STALE'
    await expect(status()).rejects.toMatchObject({ code: 'board/no-answer' })
    ups.error = 'ACCESS-DENIED'
    await expect(status()).rejects.toMatchObject({ code: 'board/unexpected' })
    ups.error = null
    ups.isSilent = true
    await expect(status()).rejects.toMatchObject({ code: 'board/no-answer' })
    ups.isSilent = false
    ups.variables.set('ups.status', 'WAIT')
    expect((await status()).isOnMains).toBeNull()
    cut()
    await expect(status()).rejects.toMatchObject({ code: 'line/unavailable' })
    expect(upsStatusOf(new Map([['battery.charge', '1e9']])).batteryPercent).toBeNull()
  })

  test('is told by lines of these forms and no others', () => {
    expect(parseNutLine(String.raw`VAR main device.model "a \"big\" \\ one"`)).toEqual({
      kind: 'variable',
      ups: 'main',
      name: 'device.model',
      value: String.raw`a "big" \ one`,
    })
    expect(parseNutLine('ERR UNKNOWN-UPS')).toEqual({ kind: 'error', code: 'UNKNOWN-UPS' })
    for (const line of ['', 'HTTP/1.1 400 Bad Request', 'VAR main', 'VAR main x "open', 'ERR'])
      expect(parseNutLine(line)).toBeNull()
  })

  test('and whatever a server sends, it ends in an answer or an error', async () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 4 })
    const ends = fc.asyncProperty(chunks, async (all) => {
      const pair = memoryLinePair('nut')
      const clock = new VirtualClock(instant(0))
      pair.boardEnd.onData(() => all.forEach((bytes) => void pair.boardEnd.write(bytes)))
      const nut = new NutUps({ ups: 'main', line: pair.driverEnd, clock })
      const ended = await clock.runUntil(
        nut.status().then(
          () => 'status',
          ({ code }) => code,
        ),
      )
      expect(['status', 'board/unexpected', 'board/no-answer']).toContain(ended)
    })
    await fc.assert(ends, { numRuns: 50 })
    const anyBytes = fc.uint8Array({ maxLength: 60 })
    const parsed = fc.property(anyBytes, (bytes) => {
      const told = parseNutLine(`VAR ${String.fromCharCode(...bytes)}`)
      return told === null || told.kind === 'variable'
    })
    fc.assert(parsed, { numRuns: 10_000 })
  })
})
