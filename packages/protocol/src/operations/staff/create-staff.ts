import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { staffAccountWithPassword, staffFields } from './staff-shapes.ts'

/** The password is good for one sign-in, at which another must be chosen. Staff of an organization make accounts of their own organization only. */
export const createStaff = defineOperation({
  id: 'staff.create',
  method: 'POST',
  path: '/v1/staff',
  summary: 'Make an account for a person of the staff',
  scope: 'staff:write',
  showsSecret: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject(staffFields),
  status: 201,
  reply: staffAccountWithPassword,
})
