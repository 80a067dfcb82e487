import { matcherOf } from '@cubby/domain/segments/matches'
import { idOf } from '@cubby/kit/ids'
import { previewSegment } from '@cubby/protocol/operations/segments/preview-segment'
import { route } from '../../http/route.ts'
import { factsOf } from './refresh-segments.ts'

export const previewSegmentRoute = route(previewSegment, async ({ body, trx }) => {
  const lockers = await factsOf(trx, {})
  const matches = matcherOf(body.rule)
  const chosen = lockers.filter(({ facts }) => matches(facts))
  const first = chosen
    .toSorted((a, b) => a.facts.name.localeCompare(b.facts.name) || (a.id < b.id ? -1 : 1))
    .slice(0, body.limit)
  return {
    matches: chosen.length,
    lockers: lockers.length,
    items: first.map(({ id, facts }) => ({
      id: idOf('lck', id),
      name: facts.name,
      place: facts.place,
      city: facts.city,
      country: facts.country,
      latitude: facts.latitude,
      longitude: facts.longitude,
    })),
  }
})
