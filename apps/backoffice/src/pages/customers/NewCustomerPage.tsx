import { createCustomer } from '@cubby/protocol/operations/customers/create-customer'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useText } from '../../text.ts'
import { bodyOf, checkCustomer, newCustomer } from './customer-form.ts'
import { CustomerFields } from './CustomerFields.tsx'

/** A person gets an account. */
export function NewCustomerPage() {
  const { t } = useText()
  const form = useFields(newCustomer, (values) => checkCustomer(t, values))
  const leave = useLeave(form.settle)
  const create = useAction(createCustomer, {
    stale: ['customer.list'],
    done: t('customers.new.done'),
    onDone: ({ id }) => leave(to.customer(id)),
  })
  const submit = () => {
    if (form.isGood()) void create.run({ body: bodyOf(form.values) })
  }
  return (
    <FormPage
      title={t('customers.new')}
      help={t('customers.new.help')}
      crumbs={[{ label: t('customers.title'), href: to.customers() }]}
      submit={t('customers.new.submit')}
      back={to.customers()}
      isTouched={form.isTouched}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={submit}
    >
      <CustomerFields
        values={form.values}
        set={form.set}
        errors={{ ...fieldTroubles(t, create.error), ...form.errors }}
      />
    </FormPage>
  )
}
