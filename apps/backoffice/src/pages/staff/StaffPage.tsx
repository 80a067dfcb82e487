import { listRoles } from '@cubby/protocol/operations/roles/list-roles'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import type { StaffAccount } from '@cubby/protocol/operations/staff/staff-shapes'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden, useOwnOrganization } from '../../session/me.ts'
import { roleName } from '../../session/role-name.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { asked } from '../../support/list/asked.ts'
import { organizationFilter } from '../../support/list/choices.ts'
import type { Filter } from '../../support/list/filter.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { useText } from '../../text.ts'
import { staffColumns } from './staff-columns.tsx'

const staff: ListSource<StaffAccount> = (search) =>
  read(listStaff, { query: asked(search, ['q', 'role', 'organization', 'after', 'limit']) })

const roleFilter: Filter = {
  name: 'role',
  label: 'staff.role',
  useChoices: function useRoles() {
    const { t } = useText()
    const { data } = useQuery(read(listRoles, { query: { limit: 200 } }))
    return (data?.items ?? []).map((role) => ({ value: role.id, label: roleName(t, role) }))
  },
}

/** Who signs in here. */
export function StaffPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden(createStaff)
  const isOwn = useOwnOrganization() !== null
  return (
    <ListPage
      title="staff.title"
      help={isOwn ? 'staff.help.own' : 'staff.help'}
      search="staff.search"
      empty="staff.empty"
      source={staff}
      columns={isOwn ? staffColumns.filter(({ id }) => id !== 'reach') : staffColumns}
      filters={isOwn ? [roleFilter] : [roleFilter, organizationFilter]}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.staffMember(id)}
      csv="staff"
      actions={
        <ActionButton
          leftSection={<IconPlus size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.newStaff())}
        >
          {t('staff.new')}
        </ActionButton>
      }
    />
  )
}
