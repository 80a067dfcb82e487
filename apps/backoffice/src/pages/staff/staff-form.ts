import type { Reach, ReachKind } from '@cubby/protocol/operations/staff/reach'
import type { LockerId, OrganizationId, RoleId, SegmentId } from '@cubby/kit/ids'
import type { Say } from '../../text.ts'

export type StaffValues = {
  name: string
  email: string
  role: string | null
  reach: ReachKind
  organization: string | null
  segments: string[]
  lockers: string[]
}

const emptyStaff: StaffValues = {
  name: '',
  email: '',
  role: null,
  reach: 'network',
  organization: null,
  segments: [],
  lockers: [],
}

/** A new colleague: of this organization, or of any (null). */
export const emptyStaffOf = (organization: string | null): StaffValues =>
  organization === null ? emptyStaff : { ...emptyStaff, reach: 'organization', organization }

export const staffValuesOf = (person: {
  name: string
  email: string
  role: { id: string }
  reach: Reach
}): StaffValues => ({
  ...emptyStaff,
  name: person.name,
  email: person.email,
  role: person.role.id,
  reach: person.reach.kind,
  ...(person.reach.kind === 'organization' ? { organization: person.reach.organization } : {}),
  ...(person.reach.kind === 'segments' ? { segments: person.reach.segments } : {}),
  ...(person.reach.kind === 'lockers' ? { lockers: person.reach.lockers } : {}),
})

/** What can be said before the server is asked. */
export function checkStaff(
  t: Say,
  values: StaffValues,
): Partial<Record<keyof StaffValues, string>> {
  const { name, email, role } = values
  return {
    ...(name.trim() === '' ? { name: t('form.missing') } : {}),
    ...(email.trim() === '' ? { email: t('form.missing') } : {}),
    ...(role === null ? { role: t('form.missing') } : {}),
    ...(namesNone(values) ? { [values.reach]: t('reach.choose') } : {}),
  }
}

function namesNone({ reach, organization, segments, lockers }: StaffValues): boolean {
  if (reach === 'organization') return organization === null
  if (reach === 'segments') return segments.length === 0
  return reach === 'lockers' && lockers.length === 0
}

/** The reach as the server takes it. */
export function reachIn({ reach: kind, organization, segments, lockers }: StaffValues): Reach {
  switch (kind) {
    case 'network':
      return { kind }
    case 'organization':
      return { kind, organization: (organization ?? '') as OrganizationId }
    case 'segments':
      return { kind, segments: segments as SegmentId[] }
    case 'lockers':
      return { kind, lockers: lockers as LockerId[] }
  }
}

export const roleIn = ({ role }: StaffValues) => (role ?? '') as RoleId
