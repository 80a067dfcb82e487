import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { listOrganizations } from '@cubby/protocol/operations/organizations/list-organizations'
import { listSegments } from '@cubby/protocol/operations/segments/list-segments'
import type { OfficeTextId } from '@cubby/i18n/office/texts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useText } from '../../text.ts'
import type { Choice, Filter } from './filter.ts'

const organizations = read(listOrganizations, { query: { limit: 200 } })
const segments = read(listSegments, { query: { limit: 200 } })
const locations = read(listLocations, { query: { limit: 200 } })
const lockers = read(listLockers, { query: { limit: 200, sort: 'name' } })

/** The organizations of the network, by name. */
export function useOrganizations(): Choice[] {
  const { data } = useQuery({ ...organizations, staleTime: 60_000 })
  return (data?.items ?? [])
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
}

/** The lockers of the network, by name. */
export function useLockers(): Choice[] {
  const { data } = useQuery({ ...lockers, staleTime: 60_000 })
  return (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
}

/** The segments of the network, by name. */
export function useSegments(): Choice[] {
  const { data } = useQuery({ ...segments, staleTime: 60_000 })
  return (data?.items ?? [])
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
}

function useLocations(): Choice[] {
  const { data } = useQuery({ ...locations, staleTime: 60_000 })
  return (data?.items ?? [])
    .map(({ id, name, address }) => ({ value: id, label: `${name}, ${address.city}` }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
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
}

export const lockerFilter: Filter = {
  name: 'locker',
  label: 'filter.locker',
  useChoices: useLockers,
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
}
