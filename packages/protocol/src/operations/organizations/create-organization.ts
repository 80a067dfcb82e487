import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import {
  carriers,
  organizationInFull,
  organizationKind,
  organizationName,
  ownFacts,
  storageRules,
} from './organization-shapes.ts'

/** A company joins the network. What it may do follows from its kind. */
export const createOrganization = defineOperation({
  id: 'organization.create',
  method: 'POST',
  path: '/v1/organizations',
  summary: 'Add an organization: a shop, a delivery operator, a service, a tenant',
  scope: 'organizations:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    name: organizationName,
    kind: organizationKind,
    carriers: carriers.default([]),
    /** Rules that are left out are the network's. */
    rules: storageRules.partial().default({}),
    ...ownFacts,
  }),
  status: 201,
  reply: organizationInFull,
})
