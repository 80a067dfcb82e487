import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { toldContact } from './organization-shapes.ts'

/** Apart from its other facts, because these are people. */
export const readContacts = defineOperation({
  id: 'organization.contacts',
  method: 'GET',
  path: '/v1/organizations/:organization/contacts',
  summary: 'Read whom to ask at an organization',
  scope: 'organizations:read',
  readsPersonal: true,
  params: z.strictObject({ organization: id('org') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: z.strictObject({ contacts: z.array(toldContact) }),
})
