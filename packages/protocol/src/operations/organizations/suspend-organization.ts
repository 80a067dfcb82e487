import { id, text } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { organizationInFull } from './organization-shapes.ts'

/** Its keys are refused at once and its couriers as soon as a locker hears of it. What is inside can still be collected. */
export const suspendOrganization = defineOperation({
  id: 'organization.suspend',
  method: 'POST',
  path: '/v1/organizations/:organization/suspend',
  summary: 'Suspend an organization',
  scope: 'organizations:write',
  networkOnly: true,
  params: z.strictObject({ organization: id('org') }),
  query: noQuery,
  body: z.strictObject({ reason: text(200) }),
  status: 200,
  reply: organizationInFull,
})
