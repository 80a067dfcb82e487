import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** Once is enough. */
export const removeLogo = defineOperation({
  id: 'organization.remove-logo',
  method: 'DELETE',
  path: '/v1/organizations/:organization/logo',
  summary: 'Remove the logo of an organization',
  scope: 'organizations:write',
  params: z.strictObject({ organization: id('org') }),
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
