import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { organizationInFull } from './organization-shapes.ts'

/** Its keys and its couriers work again. */
export const resumeOrganization = defineOperation({
  id: 'organization.resume',
  method: 'POST',
  path: '/v1/organizations/:organization/resume',
  summary: 'End the suspension of an organization',
  scope: 'organizations:write',
  networkOnly: true,
  params: z.strictObject({ organization: id('org') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: organizationInFull,
})
