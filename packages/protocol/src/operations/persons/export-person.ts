import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { personExport, whichPerson } from './person-shapes.ts'

/** For the person, who has a right to it. With POST, so that no address stands in a log of addresses. */
export const exportPerson = defineOperation({
  id: 'person.export',
  method: 'POST',
  path: '/v1/persons/export',
  summary: 'Collect everything that is kept about a person',
  scope: 'persons:write',
  networkOnly: true,
  readsPersonal: true,
  asksOnly: true,
  params: noParams,
  query: noQuery,
  body: whichPerson,
  status: 200,
  reply: personExport,
})
