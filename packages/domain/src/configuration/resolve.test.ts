import { type Instant, instant } from '@cubby/kit/clock'
import { anId } from '@cubby/testing/kernel/builders'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ConfigurationItem, SettingValue } from '../machine/configuration-item.ts'
import { checkSettings } from './check-settings.ts'
import { levelOf, Resolver } from './resolve.ts'

const now = instant(1_000_000)
const cell = anId('cel', 1)
const name = 'cell.door-open-seconds-max'
const [city, pilot] = [anId('seg', 1), anId('seg', 2)]
const [model, locker] = [anId('mdl', 1), anId('lck', 1)]

const set = (value: unknown, over: Partial<SettingValue> = {}): SettingValue => ({
  name,
  value,
  cell: null,
  from: null,
  until: null,
  ...over,
})
const level = (of: ConfigurationItem['of'], settings: SettingValue[], rank = 0) => ({
  of,
  rank,
  settings,
})
const resolved = (items: ConfigurationItem[], at: Instant = now, of: typeof cell | null = cell) =>
  new Resolver(items).valueOf(name, of, at)

describe('the value that holds', () => {
  test('is that of the catalogue where nobody has set anything', () => {
    expect(resolved([])).toEqual({ value: 180, source: null })
  })

  test('comes from the most specific level, and says from where', () => {
    const items = [
      level('network', [set(40)]),
      level(city, [set(50)]),
      level(model, [set(60)]),
      level(locker, [set(70), set(80, { cell })]),
    ]
    const sources = items.map((_, i) => resolved(items.slice(0, i + 1)).value)
    expect(sources).toEqual([40, 50, 60, 80])
    expect(resolved(items)).toEqual({ value: 80, source: { level: 'cell', of: locker, cell } })
    expect(resolved(items, now, null).value).toBe(70)
    expect(resolved(items, now, anId('cel', 2)).value).toBe(70)
  })

  test('of two segments is that of the higher rank, whichever was made first', () => {
    expect(resolved([level(city, [set(50)], 7), level(pilot, [set(55)], 3)]).value).toBe(50)
    expect(resolved([level(city, [set(50)], 3), level(pilot, [set(55)], 3)]).value).toBe(55)
  })

  test('for some days stands before the one for ever, and gives way to it afterwards', () => {
    const items = [level('network', [set(40), set(45, { from: now, until: now + 1_000 })])]
    expect(resolved(items, instant(now - 1)).value).toBe(40)
    expect(resolved(items).value).toBe(45)
    expect(resolved(items, instant(now + 1_000)).value).toBe(40)
    const resolver = new Resolver(items)
    expect(resolver.nextChangeAt(instant(0))).toBe(now)
    expect(resolver.nextChangeAt(now)).toBe(now + 1_000)
    expect(resolver.nextChangeAt(instant(now + 1_000))).toBeNull()
  })

  test('is never one that this level may not set', () => {
    const items = [level(locker, [{ ...set('dark'), name: 'screen.theme', cell }])]
    expect(new Resolver(items).valueOf('screen.theme', cell, now).source).toBeNull()
  })
})

describe('what a machine is told and cannot read', () => {
  test('is left out and told; names of a newer program are left out in silence; the rest holds', () => {
    const item = level('network', [
      set(40),
      set(5),
      { ...set({ min: 50, max: 20 }), name: 'cell.temperature' },
      { ...set('loud'), name: 'speech.voice' },
    ])
    const { sound, refused } = checkSettings(item)
    expect(sound.settings).toEqual([set(40)])
    expect(refused).toEqual([
      { pointer: '/settings/1/value', code: 'too_small' },
      { pointer: '/settings/2/value/max', code: 'custom' },
    ])
  })
})

const moment = fc.option(fc.integer({ min: 0, max: 100 }), { nil: null })
const value = fc
  .record({
    value: fc.integer({ min: 30, max: 900 }),
    from: moment,
    until: moment,
    own: fc.boolean(),
  })
  .map(({ own, ...rest }) => ({ ...rest, own }))
const items = fc
  .uniqueArray(
    fc.record({
      of: fc.constantFrom<ConfigurationItem['of']>(
        'network',
        city,
        pilot,
        anId('seg', 3),
        model,
        locker,
      ),
      rank: fc.integer({ min: 0, max: 3 }),
      values: fc.array(value, { maxLength: 4 }),
    }),
    { selector: ({ of }) => of, maxLength: 6 },
  )
  .map((made) =>
    made.map(({ of, rank, values }) =>
      level(
        of,
        values.map(({ own, ...rest }) =>
          set(rest.value, { ...rest, cell: own && of === locker ? cell : null }),
        ),
        rank,
      ),
    ),
  )
const time = fc.integer({ min: 0, max: 100 }).map(instant)

describe('whatever was set at whichever levels', () => {
  test('a more specific level always wins', () => {
    const depth = { network: 0, segment: 1, model: 2, locker: 3, cell: 4 }
    fc.assert(
      fc.property(items, time, (made, at) => {
        const { source } = resolved(made, at)
        const inForce = made.flatMap(({ of, settings }) =>
          settings
            .filter(({ from, until }) => (from ?? 0) <= at && at < (until ?? Infinity))
            .map((one) => depth[one.cell ? 'cell' : levelOf(of)]),
        )
        expect(source ? depth[source.level] : -1).toBe(Math.max(-1, ...inForce))
      }),
    )
  })

  test('the order in which the levels and their values come means nothing', () => {
    fc.assert(
      fc.property(items, time, fc.integer(), (made, at, seed) => {
        const turned = made
          .map((item) => ({ ...item, settings: item.settings.toReversed() }))
          .toSorted((one, other) => ((one.rank * 31 + seed) % 7) - ((other.rank * 31 + seed) % 7))
          .toReversed()
        expect(resolved(turned, at)).toEqual(resolved(made, at))
      }),
    )
  })

  test('a value that has not begun or is over never holds', () => {
    fc.assert(
      fc.property(items, time, (made, at) => {
        const { value: holds, source } = resolved(made, at)
        if (!source) return
        const inForce = made
          .flatMap(({ settings }) => settings)
          .filter(({ from, until }) => (from ?? 0) <= at && at < (until ?? Infinity))
        expect(inForce.map((each) => each.value)).toContain(holds)
      }),
    )
  })

  test('nothing changes between now and the next turn', () => {
    fc.assert(
      fc.property(items, time, (made, at) => {
        const turn = new Resolver(made).nextChangeAt(at) ?? 200
        for (let later = at + 1; later < turn; later++)
          expect(resolved(made, instant(later))).toEqual(resolved(made, at))
      }),
    )
  })
})
