import { id } from '@cubby/domain/shapes'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery, searchText } from '../../wire.ts'
import { staffAccount } from './staff-shapes.ts'

/** Everybody who may sign in; for an organization, its own people. */
export const listStaff = defineOperation({
  id: 'staff.list',
  method: 'GET',
  path: '/v1/staff',
  summary: 'List the accounts of staff, newest first',
  scope: 'staff:read',
  readsPersonal: true,
  params: noParams,
  query: pageQuery(id('stf')).extend({
    /** A part of the name or of the e-mail address. */
    q: searchText.optional(),
    role: id('rol').optional(),
    /** Its own staff. */
    organization: id('org').optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(staffAccount),
})
