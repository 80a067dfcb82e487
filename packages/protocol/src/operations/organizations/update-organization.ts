import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import {
  carriers,
  organization,
  organizationName,
  storageRules,
  worksIn,
} from './organization-shapes.ts'

/** Changes what is named and leaves the rest. */
export const updateOrganization = defineOperation({
  id: 'organization.update',
  method: 'PATCH',
  path: '/v1/organizations/:organization',
  summary: 'Change the name, carriers or rules of an organization',
  scope: 'organizations:write',
  networkOnly: true,
  params: z.strictObject({ organization: id('org') }),
  query: noQuery,
  body: z.strictObject({
    name: organizationName.optional(),
    carriers: carriers.optional(),
    worksIn: worksIn.optional(),
    /** Rules that are left out stay as they are. Shipments announced before keep the old ones. */
    rules: storageRules.partial().optional(),
  }),
  status: 200,
  reply: organization,
})
