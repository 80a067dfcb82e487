import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { listSegments } from '@cubby/protocol/operations/segments/list-segments'
import { readSegment } from '@cubby/protocol/operations/segments/read-segment'
import type { LockerId, SegmentId } from '@cubby/kit/ids'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useLockers } from '../../support/list/choices.ts'
import type { Choice } from '../../support/list/filter.ts'

const kept = { staleTime: 60_000, placeholderData: keepPreviousData }

/** Segments that have this in their name, and those that were chosen. */
export function useSegmentChoices(typed: string, chosen: readonly string[]): Choice[] {
  const query = { limit: 50, ...(typed === '' ? {} : { q: typed }) }
  const { data } = useQuery({ ...read(listSegments, { query }), ...kept })
  const found = (data?.items ?? []).map(({ id, name }) => ({ value: id as string, label: name }))
  const missing = chosen.filter((id) => !found.some(({ value }) => value === id))
  const names = useQueries({
    queries: missing.map((id) => ({
      ...read(readSegment, { params: { segment: id as SegmentId } }),
      staleTime: 60_000,
    })),
    combine: (all) => all.map((each) => each.data?.name),
  })
  return [...found, ...missing.map((id, i) => ({ value: id, label: names[i] ?? id }))]
}

/** Lockers that have this in their name or place, and those that were chosen. */
export function useLockerChoices(typed: string, chosen: readonly string[]): Choice[] {
  const found = useLockers(typed)
  const missing = chosen.filter((id) => !found.some(({ value }) => value === id))
  const names = useQueries({
    queries: missing.map((id) => ({
      ...read(readLocker, { params: { locker: id as LockerId } }),
      staleTime: 60_000,
    })),
    combine: (all) => all.map((each) => each.data?.name),
  })
  return [...found, ...missing.map((id, i) => ({ value: id, label: names[i] ?? id }))]
}
