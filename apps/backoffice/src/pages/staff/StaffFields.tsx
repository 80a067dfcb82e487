import { listRoles } from '@cubby/protocol/operations/roles/list-roles'
import { scopesForNetworkOnly } from '@cubby/protocol/reach-of-scopes'
import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useMe, useOwnOrganization } from '../../session/me.ts'
import { roleName } from '../../session/role-name.ts'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useText } from '../../text.ts'
import { ReachFields } from './ReachFields.tsx'
import type { StaffValues } from './staff-form.ts'

type Props = {
  values: StaffValues
  set: <Name extends keyof StaffValues>(name: Name, value: StaffValues[Name]) => void
  errors: Partial<Record<keyof StaffValues, string>>
  /** The e-mail address of an account stays. */
  isNew?: boolean
}

/** Who somebody is, what he may do, and where; the people of an organization reach what is its own. */
export function StaffFields({ values, set, errors, isNew = false }: Props) {
  const { t } = useText()
  const own = useOwnOrganization()
  const why = own === null ? 'staff.group.role.why' : 'staff.group.role.why.own'
  return (
    <>
      <FormGroup title={t('staff.group.person')} why={t('staff.group.person.why')}>
        <TextInput
          label={t('staff.name')}
          required
          value={values.name}
          error={errors.name}
          onChange={(event) => set('name', event.currentTarget.value)}
        />
        <TextInput
          type="email"
          dir="ltr"
          label={t('sign-in.email')}
          required
          disabled={!isNew}
          value={values.email}
          error={errors.email}
          onChange={(event) => set('email', event.currentTarget.value)}
        />
      </FormGroup>
      <FormGroup title={t('staff.group.role')} why={t(why)}>
        <RoleSelect values={values} set={set} errors={errors} />
      </FormGroup>
      {own === null && <ReachFields values={values} set={set} errors={errors} />}
    </>
  )
}

/** The roles; those that may do more than whoever chooses are shown, and cannot be chosen. */
function RoleSelect({ values, set, errors }: Props) {
  const { t } = useText()
  const { scopes } = useMe()
  const own = useOwnOrganization()
  const { data } = useQuery(read(listRoles, { query: { limit: 200 } }))
  const choices = (data?.items ?? []).map((role) => ({
    value: role.id as string,
    label: roleName(t, role),
    disabled:
      role.permissions.some((scope) => !scopes.includes(scope)) ||
      (own !== null && role.permissions.some((scope) => scopesForNetworkOnly.has(scope))),
  }))
  return (
    <Select
      label={t('staff.role')}
      required
      searchable
      data={choices}
      value={values.role}
      error={errors.role}
      onChange={(role) => set('role', role)}
      nothingFoundMessage={t(choices.length === 0 ? 'staff.role.none' : 'list.filter.nothing')}
    />
  )
}
