import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useText } from '../../text.ts'
import { bodyOf, checkOrganization, newOrganization } from './organization-form.ts'
import { OrganizationFields } from './OrganizationFields.tsx'

/** A company joins the network. */
export function NewOrganizationPage() {
  const { t } = useText()
  const form = useFields(newOrganization, (values) => checkOrganization(t, values))
  const leave = useLeave(form.settle)
  const create = useAction(createOrganization, {
    stale: ['organization.list'],
    done: t('organizations.new.done'),
    onDone: ({ id }) => leave(to.organization(id)),
  })
  const { values, set, errors } = form
  const submit = () => {
    if (form.isGood()) void create.run({ body: { ...bodyOf(values), kind: values.kind } })
  }
  return (
    <FormPage
      title={t('organizations.new')}
      help={t('organizations.new.help')}
      crumbs={[{ label: t('organizations.title'), href: to.organizations() }]}
      submit={t('organizations.new.submit')}
      back={to.organizations()}
      isTouched={form.isTouched}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={submit}
    >
      <OrganizationFields
        values={values}
        set={set}
        errors={{ ...fieldTroubles(t, create.error), ...errors }}
        isNew
      />
    </FormPage>
  )
}
