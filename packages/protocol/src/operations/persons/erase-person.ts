import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { erasureReason } from '../customers/customer-shapes.ts'
import { erased, whichPerson } from './person-shapes.ts'

/**
 * Takes away for good what tells of a person: the account, contacts of shipments, recipients of messages, details of the activity. Refused
 * with `conflict/state` while a parcel is still on its way; `extra.shipments` names which.
 */
export const erasePerson = defineOperation({
  id: 'person.erase',
  method: 'POST',
  path: '/v1/persons/erase',
  summary: 'Erase what is kept about a person',
  scope: 'persons:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: whichPerson
    .safeExtend({ reason: erasureReason })
    .meta({ examples: [{ phone: '+4915112345678', reason: 'asked for it in writing' }] }),
  status: 200,
  reply: erased,
})
