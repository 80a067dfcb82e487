import { id } from '@cubby/domain/shapes'
import { organizationKinds } from '@cubby/domain/organizations/capabilities'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery, searchText } from '../../wire.ts'
import { organization, organizationStatuses } from './organization-shapes.ts'

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
    kind: z.enum(organizationKinds).optional(),
    status: z.enum(organizationStatuses).optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(organization),
})
