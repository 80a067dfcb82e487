import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { readLocation } from '@cubby/protocol/operations/locations/read-location'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { listOrganizations } from '@cubby/protocol/operations/organizations/list-organizations'
import { readOrganization } from '@cubby/protocol/operations/organizations/read-organization'
import { isId, type LocationId, type LockerId, type OrganizationId } from '@cubby/kit/ids'
import { listSegments } from '@cubby/protocol/operations/segments/list-segments'
import type { OfficeTextId } from '@cubby/i18n/office/texts'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useText } from '../../text.ts'
import type { Choice, Filter } from './filter.ts'

/** As many as a person looks through; typing finds the others. */
const SHOWN = 50

/** Organizations whose name has this in it, by name. */
export function useOrganizations(typed = ''): Choice[] {
  const query = { limit: SHOWN, ...(typed === '' ? {} : { q: typed }) }
  const { data } = useQuery({ ...read(listOrganizations, { query }), ...kept })
  return (data?.items ?? [])
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
}

/** Lockers that have this in their name, place or city, by name. */
export function useLockers(typed = ''): Choice[] {
  const query = { limit: SHOWN, sort: 'name' as const, ...(typed === '' ? {} : { q: typed }) }
  const { data } = useQuery({ ...read(listLockers, { query }), ...kept })
  return (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
}

const kept = { staleTime: 60_000, placeholderData: keepPreviousData }

/** How this organization is called; undefined until it is known, or when there is none. */
export function useOrganizationName(id: string): string | undefined {
  const known = useOrganizations().find(({ value }) => value === id)?.label
  const enabled = known === undefined && isId('org', id)
  const params = { organization: id as OrganizationId }
  const { data } = useQuery({ ...read(readOrganization, { params }), staleTime: 60_000, enabled })
  return known ?? data?.name
}

/** How these lockers are called, as far as it is known yet. */
export function useLockerNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map(useLockers().map(({ value, label }) => [value, label]))
  const unknown = ids.filter((id) => !names.has(id) && isId('lck', id))
  const told = useQueries({
    queries: unknown.map((id) => ({
      ...read(readLocker, { params: { locker: id as LockerId } }),
      staleTime: 60_000,
    })),
  })
  for (const { data } of told) if (data) names.set(data.id, data.name)
  return names
}

/** How this locker is called; undefined until it is known, or when there is none. */
export const useLockerName = (id: string): string | undefined => useLockerNames([id]).get(id)

/** Segments whose name has this in it, by name. */
export function useSegments(typed = ''): Choice[] {
  const query = { limit: SHOWN, ...(typed === '' ? {} : { q: typed }) }
  const { data } = useQuery({ ...read(listSegments, { query }), ...kept })
  return (data?.items ?? [])
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
}

function useLocations(typed: string): Choice[] {
  const query = { limit: SHOWN, ...(typed === '' ? {} : { q: typed }) }
  const { data } = useQuery({ ...read(listLocations, { query }), ...kept })
  return (data?.items ?? []).map(({ id, name, address }) => ({
    value: id,
    label: `${name}, ${address.city}`,
  }))
}

/** How this location is called; undefined until it is known, or when there is none. */
function useLocationName(id: string): string | undefined {
  const params = { location: id as LocationId }
  const enabled = isId('loc', id)
  const { data } = useQuery({ ...read(readLocation, { params }), staleTime: 60_000, enabled })
  return data?.name
}

/** A filter whose choices are texts of ours: `shipment.status` and the values `ready`, `overdue`, … */
export function choiceFilter<Group extends string, Value extends string>(
  name: string,
  label: OfficeTextId,
  group: Group,
  values: readonly (`${Group}.${Value}` extends OfficeTextId ? Value : never)[],
): Filter {
  return {
    name,
    label,
    useChoices: function useTexts() {
      const { t } = useText()
      return values.map((value) => ({
        value,
        label: t(`${group}.${value}` as OfficeTextId),
      }))
    },
  }
}

export const organizationFilter: Filter = {
  name: 'organization',
  label: 'filter.organization',
  useChoices: useOrganizations,
  useName: useOrganizationName,
}

export const lockerFilter: Filter = {
  name: 'locker',
  label: 'filter.locker',
  useChoices: useLockers,
  useName: useLockerName,
}

export const segmentFilter: Filter = {
  name: 'segment',
  label: 'segment.name',
  useChoices: useSegments,
}

export const locationFilter: Filter = {
  name: 'location',
  label: 'filter.location',
  useChoices: useLocations,
  useName: useLocationName,
}
