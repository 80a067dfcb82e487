import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { organizationInFull } from './organization-shapes.ts'

/** One organization, but for its contacts. */
export const readOrganization = defineOperation({
  id: 'organization.read',
  method: 'GET',
  path: '/v1/organizations/:organization',
  summary: 'Read an organization',
  scope: 'organizations:read',
  params: z.strictObject({ organization: id('org') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: organizationInFull,
})
