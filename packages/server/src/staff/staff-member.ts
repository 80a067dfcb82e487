import type { StaffRole } from '@cubby/protocol/operations/staff/staff-shapes'

/** A person of the staff, as the session tells of him. The id is a UUID. */
export type StaffMember = {
  id: string
  name: string
  email: string
  role: StaffRole
  mustChangePassword: boolean
  hasTotp: boolean
}
