import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import {
  carriers,
  organizationInFull,
  organizationName,
  ownFacts,
  storageRules,
  worksIn,
} from './organization-shapes.ts'

/** Changes what is named and leaves the rest. Name and carriers are the network operator's to change. */
export const updateOrganization = defineOperation({
  id: 'organization.update',
  method: 'PATCH',
  path: '/v1/organizations/:organization',
  summary: 'Change the facts, carriers or rules of an organization',
  scope: 'organizations:write',
  params: z.strictObject({ organization: id('org') }),
  query: noQuery,
  body: z.strictObject({
    name: organizationName.optional(),
    carriers: carriers.optional(),
    worksIn: worksIn.optional(),
    /** Rules that are left out stay as they are. Shipments announced before keep the old ones. */
    rules: storageRules.partial().optional(),
    ...ownFacts,
  }),
  status: 200,
  reply: organizationInFull,
})
