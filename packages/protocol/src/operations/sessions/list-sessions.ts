import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { pageOf, pageQuery } from '../../wire.ts'
import { signInSession } from './session-shapes.ts'

/** Where a colleague is signed in. */
export const listSessions = defineOperation({
  id: 'staff.sessions',
  method: 'GET',
  path: '/v1/staff/:staff/sessions',
  summary: 'List the sessions of a person of the staff, newest first',
  scope: 'staff:read',
  readsPersonal: true,
  params: z.strictObject({ staff: id('stf') }),
  query: pageQuery(id('ses')),
  body: null,
  status: 200,
  reply: pageOf(signInSession),
})
