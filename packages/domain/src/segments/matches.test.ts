import { describe, expect, test } from 'vitest'
import { kilometresBetween, type LockerFacts, matcherOf } from './matches.ts'
import { type SegmentCondition, segmentRule } from './segment-rule.ts'

const locker: LockerFacts = {
  name: 'Hall 3',
  place: 'Łódź Fabryczna',
  country: 'PL',
  city: 'Łódź',
  postCode: '90-001',
  timeZone: 'Europe/Warsaw',
  model: 'mdl_01jz4y3sk5ftr8kxbzk2g5yq4z',
  cells: 97,
  latitude: 51.77,
  longitude: 19.47,
}
const holds = (condition: SegmentCondition, over: Partial<LockerFacts> = {}) =>
  matcherOf({ match: 'all', conditions: [condition] })({ ...locker, ...over })

describe('a locker belongs', () => {
  test.each<[string, SegmentCondition, SegmentCondition]>([
    ['by country', { of: 'country', in: ['DE', 'PL'] }, { of: 'country', in: ['DE'] }],
    ['by city, in any case', { of: 'city', in: ['łÓDŹ'] }, { of: 'city', in: ['Lodz'] }],
    [
      'by the beginning of its post code',
      { of: 'post-code', startsWith: ['80', '90-'] },
      { of: 'post-code', startsWith: ['0-001'] },
    ],
    [
      'by time zone',
      { of: 'time-zone', in: ['Europe/Warsaw'] },
      { of: 'time-zone', in: ['Europe/Berlin'] },
    ],
    [
      'by model',
      { of: 'model', in: ['mdl_01jz4y3sk5ftr8kxbzk2g5yq4z'] },
      { of: 'model', in: ['mdl_01jz4y3sk5ftr8kxbzk2g5yq4x'] },
    ],
    ['by its name', { of: 'name', contains: 'HALL' }, { of: 'name', contains: 'yard' }],
    ['by the name of its place', { of: 'name', contains: 'fabr' }, { of: 'name', contains: 'x' }],
    ['by its cells, inclusively', { of: 'cells', atLeast: 97 }, { of: 'cells', atLeast: 98 }],
    [
      'by how far it is from a point',
      { of: 'distance', withinKm: 121, latitude: 52.23, longitude: 21.01 },
      { of: 'distance', withinKm: 100, latitude: 52.23, longitude: 21.01 },
    ],
  ])('%s', (_, yes, no) => {
    expect([holds(yes), holds(no)]).toEqual([true, false])
  })

  test('not by model when it has none', () => {
    expect(holds({ of: 'model', in: ['mdl_01jz4y3sk5ftr8kxbzk2g5yq4z'] }, { model: null })).toBe(
      false,
    )
  })

  test('by all of the conditions, or by any', () => {
    const conditions: SegmentCondition[] = [
      { of: 'country', in: ['PL'] },
      { of: 'cells', atLeast: 200 },
    ]
    expect(matcherOf({ match: 'all', conditions })(locker)).toBe(false)
    expect(matcherOf({ match: 'any', conditions })(locker)).toBe(true)
  })
})

test('distance is measured over the date line and the poles', () => {
  const west = { latitude: 0, longitude: -179.9 }
  const east = { latitude: 0, longitude: 179.9 }
  expect(kilometresBetween(west, east)).toBeCloseTo(22.24, 1)
  expect(
    kilometresBetween({ latitude: 90, longitude: 0 }, { latitude: 90, longitude: 120 }),
  ).toBeCloseTo(0)
})

test.each([
  ['no condition', { match: 'all', conditions: [] }],
  ['an unknown condition', { match: 'all', conditions: [{ of: 'colour', in: ['red'] }] }],
  ['an empty list', { match: 'any', conditions: [{ of: 'country', in: [] }] }],
  ['a country in small letters', { match: 'any', conditions: [{ of: 'country', in: ['pl'] }] }],
  [
    'a point that is not on earth',
    {
      match: 'any',
      conditions: [{ of: 'distance', withinKm: 1, latitude: Number.NaN, longitude: 0 }],
    },
  ],
  [
    'a distance of nothing',
    { match: 'any', conditions: [{ of: 'distance', withinKm: 0, latitude: 0, longitude: 0 }] },
  ],
  [
    'more conditions than anybody reads',
    { match: 'any', conditions: Array(21).fill({ of: 'cells', atLeast: 1 }) },
  ],
])('a rule with %s is refused', (_, rule) => {
  expect(segmentRule.safeParse(rule).success).toBe(false)
})
