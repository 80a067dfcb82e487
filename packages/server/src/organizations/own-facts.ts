import type { updateOrganization } from '@cubby/protocol/operations/organizations/update-organization'
import type { z } from 'zod'

type Facts = Pick<
  z.infer<typeof updateOrganization.body>,
  'legalName' | 'taxNumber' | 'contacts' | 'sender' | 'references'
>

/** The columns of what is named; what is left out stays as it is. */
export function factColumns({ legalName, taxNumber, contacts, sender, references }: Facts) {
  return {
    ...named('legal_name', legalName),
    ...named('tax_number', taxNumber),
    ...(contacts === undefined ? {} : { contacts: JSON.stringify(contacts) }),
    ...named('email_name', sender?.emailName),
    ...named('sms_name', sender?.smsName),
    ...named('customer_number', references?.customerNumber),
    ...named('contract_number', references?.contractNumber),
    ...named('reference_mask', references?.mask),
  }
}

type TextColumn =
  | 'legal_name'
  | 'tax_number'
  | 'email_name'
  | 'sms_name'
  | 'customer_number'
  | 'contract_number'
  | 'reference_mask'

const named = (column: TextColumn, value: string | null | undefined) =>
  value === undefined ? {} : { [column]: value }
