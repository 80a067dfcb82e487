import { id } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { organizationInFull } from './organization-shapes.ts'

/** PNG, JPEG or WebP, as its bytes say. No SVG: it can carry programs. */
export const setLogo = defineOperation({
  id: 'organization.set-logo',
  method: 'PUT',
  path: '/v1/organizations/:organization/logo',
  summary: 'Give an organization a logo',
  scope: 'organizations:write',
  params: z.strictObject({ organization: id('org') }),
  query: noQuery,
  body: z.strictObject({
    /** The file in base64, at most 256 KiB of it. */
    data: z.base64().max(Math.ceil(limits.logoBytesMax / 3) * 4),
  }),
  status: 200,
  reply: organizationInFull,
})
