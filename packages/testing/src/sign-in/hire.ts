import type { LockerId } from '@cubby/kit/ids'
import { createRole } from '@cubby/protocol/operations/roles/create-role'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import type { ApiClient } from '../network/api-client.ts'

/** Makes a role for somebody who helps at one locker, and a colleague who has it; answers both with the first password. */
export async function hireForLocker(operator: ApiClient, locker: LockerId) {
  const role = await operator.call(createRole, {
    body: {
      name: 'Station help',
      description: 'For people who look after the locker of their own station.',
      permissions: ['network:read', 'shipments:read', 'cells:open', 'operations:read'],
    },
  })
  const person = await operator.call(createStaff, {
    body: {
      name: 'Maria Lindqvist',
      email: 'maria@station.example',
      role: role.id,
      reach: { kind: 'lockers', lockers: [locker] },
    },
  })
  return { role, person }
}
