import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'

/** The picture itself. */
export const readLogo = defineOperation({
  id: 'organization.logo',
  method: 'GET',
  path: '/v1/organizations/:organization/logo',
  summary: 'Show the logo of an organization',
  scope: 'organizations:read',
  streams: 'image/*',
  params: z.strictObject({ organization: id('org') }),
  /** When it was changed: a new picture has a new address. */
  query: z.strictObject({ changed: z.string().max(40).optional() }),
  body: null,
  status: 200,
  reply: null,
})
