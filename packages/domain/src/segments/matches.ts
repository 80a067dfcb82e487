import type { SegmentCondition, SegmentRule } from './segment-rule.ts'

/** What rules may ask of a locker. */
export type LockerFacts = {
  name: string
  place: string
  country: string
  city: string
  postCode: string
  timeZone: string
  /** Null: it was not established from a model. */
  model: string | null
  cells: number
  latitude: number
  longitude: number
}

/** A rule made ready to be asked of many lockers: the answer says whether one belongs. */
export function matcherOf({ match, conditions }: SegmentRule): (facts: LockerFacts) => boolean {
  const tests = conditions.map(testOf)
  return match === 'all'
    ? (facts) => tests.every((test) => test(facts))
    : (facts) => tests.some((test) => test(facts))
}

function testOf(condition: SegmentCondition): (facts: LockerFacts) => boolean {
  switch (condition.of) {
    case 'country': {
      const countries = new Set(condition.in)
      return ({ country }) => countries.has(country)
    }
    case 'city': {
      const cities = new Set(condition.in.map(folded))
      return ({ city }) => cities.has(folded(city))
    }
    case 'post-code': {
      const starts = condition.startsWith.map(folded)
      return ({ postCode }) => starts.some((start) => folded(postCode).startsWith(start))
    }
    case 'time-zone': {
      const zones = new Set(condition.in)
      return ({ timeZone }) => zones.has(timeZone)
    }
    case 'model': {
      const models = new Set<string>(condition.in)
      return ({ model }) => model !== null && models.has(model)
    }
    case 'name': {
      const part = folded(condition.contains)
      return ({ name, place }) => folded(name).includes(part) || folded(place).includes(part)
    }
    case 'cells':
      return ({ cells }) => cells >= condition.atLeast
    case 'distance':
      return (facts) => kilometresBetween(condition, facts) <= condition.withinKm
  }
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase()

type Point = { latitude: number; longitude: number }
const EARTH_KM = 6_371

/** Along the surface, in kilometres, on a round earth: half a percent off at most. */
export function kilometresBetween(one: Point, other: Point): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180
  const a =
    Math.sin(rad(other.latitude - one.latitude) / 2) ** 2 +
    Math.cos(rad(one.latitude)) *
      Math.cos(rad(other.latitude)) *
      Math.sin(rad(other.longitude - one.longitude) / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(a)))
}
