import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import {
  carriers,
  organization,
  organizationKind,
  organizationName,
  storageRules,
} from './organization-shapes.ts'

/** A company joins the network. */
export const createOrganization = defineOperation({
  id: 'organization.create',
  method: 'POST',
  path: '/v1/organizations',
  summary: 'Add an organization: a shop, or a delivery operator whose couriers serve lockers',
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
  }),
  status: 201,
  reply: organization,
})
