import { id } from '@cubby/domain/shapes'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery, searchText } from '../../wire.ts'
import { organization } from './organization-shapes.ts'

/** All organizations for the network operator; for anybody else their own. */
export const listOrganizations = defineOperation({
  id: 'organization.list',
  method: 'GET',
  path: '/v1/organizations',
  summary: 'List organizations, newest first',
  scope: 'organizations:read',
  params: noParams,
  query: pageQuery(id('org')).extend({
    /** Part of the name. */
    q: searchText.optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(organization),
})
