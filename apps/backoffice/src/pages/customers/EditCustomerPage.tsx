import type { CustomerId } from '@cubby/kit/ids'
import type { CustomerReply } from '@cubby/protocol/operations/customers/customer-shapes'
import { readCustomer } from '@cubby/protocol/operations/customers/read-customer'
import { updateCustomer } from '@cubby/protocol/operations/customers/update-customer'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { bodyOf, checkCustomer, valuesOf } from './customer-form.ts'
import { CustomerFields } from './CustomerFields.tsx'

const customerQuery = (customer: CustomerId) => read(readCustomer, { params: { customer } })

/** Changes what we know of a customer. */
export function EditCustomerPage() {
  const customer = useIdInAddress<CustomerId>('customer')
  const query = useQuery(customerQuery(customer))
  return <Shown query={query}>{(data) => <Form customer={data} />}</Shown>
}

function Form({ customer }: { customer: CustomerReply }) {
  const { t } = useText()
  const { id } = customer
  const form = useFields(valuesOf(customer), (values) => checkCustomer(t, values))
  const leave = useLeave(form.settle)
  const update = useAction(updateCustomer, {
    stale: ['customer.list', 'customer.read', 'activity.list'],
    done: t('customer.edit.done'),
    onDone: () => leave(to.customer(id)),
  })
  const submit = () => {
    if (form.isGood()) void update.run({ params: { customer: id }, body: bodyOf(form.values) })
  }
  return (
    <FormPage
      title={t('form.change-of', { name: customer.name ?? t('customer.erased') })}
      help={t('customer.edit.help')}
      crumbs={[
        { label: t('customers.title'), href: to.customers() },
        { label: customer.name ?? t('customer.erased'), href: to.customer(id) },
      ]}
      submit={t('dialog.save')}
      back={to.customer(id)}
      isTouched={form.isTouched}
      isRunning={update.isRunning}
      error={update.error}
      onSubmit={submit}
    >
      <CustomerFields
        values={form.values}
        set={form.set}
        errors={{ ...fieldTroubles(t, update.error), ...form.errors }}
      />
    </FormPage>
  )
}
