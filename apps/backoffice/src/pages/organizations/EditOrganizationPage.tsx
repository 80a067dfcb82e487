import type {
  Contact,
  OrganizationInFull,
} from '@cubby/protocol/operations/organizations/organization-shapes'
import { readContacts } from '@cubby/protocol/operations/organizations/read-contacts'
import { readOrganization } from '@cubby/protocol/operations/organizations/read-organization'
import { updateOrganization } from '@cubby/protocol/operations/organizations/update-organization'
import type { OrganizationId } from '@cubby/kit/ids'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
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
import { changesOf, checkOrganization, valuesOf } from './organization-form.ts'
import { OrganizationFields } from './OrganizationFields.tsx'

const organizationQuery = (organization: OrganizationId) =>
  read(readOrganization, { params: { organization } })

/** Changes the name, carriers or rules of a company. */
export function EditOrganizationPage() {
  const organization = useIdInAddress<OrganizationId>('organization')
  const query = useQuery(organizationQuery(organization))
  const people = useQuery(read(readContacts, { params: { organization } }))
  return (
    <Shown query={query}>
      {(data) => (
        <Shown query={people}>
          {({ contacts }) => <Form organization={data} contacts={contacts} />}
        </Shown>
      )}
    </Shown>
  )
}

type Props = { organization: OrganizationInFull; contacts: readonly Contact[] }

function Form({ organization, contacts }: Props) {
  const { t } = useText()
  const { id, name } = organization
  // What this person saw; what arrives meanwhile is no change of his.
  const [first] = useState(() => valuesOf(organization, contacts))
  const form = useFields(first, (values) => checkOrganization(t, values))
  const leave = useLeave(form.settle)
  const update = useAction(updateOrganization, {
    stale: ['organization.list', 'organization.read', 'organization.contacts', 'activity.list'],
    done: t('organization.edit.done'),
    onDone: () => leave(to.organization(id)),
  })
  const { values, set, errors } = form
  const submit = () => {
    if (form.isGood())
      void update.run({ params: { organization: id }, body: changesOf(first, values) })
  }
  return (
    <FormPage
      title={t('form.change-of', { name })}
      help={t('organization.edit.help')}
      crumbs={[
        { label: t('organizations.title'), href: to.organizations() },
        { label: name, href: to.organization(id) },
      ]}
      submit={t('dialog.save')}
      affects={t('organization.edit.affects')}
      back={to.organization(id)}
      isTouched={form.isTouched}
      isRunning={update.isRunning}
      error={update.error}
      onSubmit={submit}
    >
      <OrganizationFields
        values={values}
        set={set}
        errors={{ ...fieldTroubles(t, update.error), ...errors }}
        isNew={false}
      />
    </FormPage>
  )
}
