import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { staffAccount, staffFields } from './staff-shapes.ts'

/** Holds from the person's next call on. What is left out stays. Nobody changes his own role or reach. */
export const updateStaff = defineOperation({
  id: 'staff.update',
  method: 'PATCH',
  path: '/v1/staff/:staff',
  summary: 'Change the name, the role or the reach of a person of the staff',
  scope: 'staff:write',
  params: z.strictObject({ staff: id('stf') }),
  query: noQuery,
  body: z.strictObject({
    name: staffFields.name.optional(),
    role: staffFields.role.optional(),
    reach: staffFields.reach.optional(),
  }),
  status: 200,
  reply: staffAccount,
})
