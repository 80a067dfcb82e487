import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { staffAccount } from './staff-shapes.ts'

/** One account. */
export const readStaff = defineOperation({
  id: 'staff.read',
  method: 'GET',
  path: '/v1/staff/:staff',
  summary: 'Read the account of a person of the staff',
  scope: 'staff:read',
  params: z.strictObject({ staff: id('stf') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: staffAccount,
})
