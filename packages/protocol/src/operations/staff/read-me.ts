import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { staffMember } from './staff-shapes.ts'

/** Whoever signed in: role, rights, and how the account is secured. */
export const readMe = defineOperation({
  id: 'staff.me',
  method: 'GET',
  path: '/v1/me',
  summary: 'Read who is signed in, and what this person may do',
  scope: null,
  staffOnly: true,
  beforeWork: true,
  params: noParams,
  query: noQuery,
  body: null,
  status: 200,
  reply: staffMember,
})
