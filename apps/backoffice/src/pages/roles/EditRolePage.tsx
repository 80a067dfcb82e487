import { readRole } from '@cubby/protocol/operations/roles/read-role'
import type { RoleReply } from '@cubby/protocol/operations/roles/role-shapes'
import { updateRole } from '@cubby/protocol/operations/roles/update-role'
import type { RoleId } from '@cubby/kit/ids'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { roleName } from '../../session/role-name.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { checkRole, roleBodyOf, roleValuesOf } from './role-form.ts'
import { RoleFields } from './RoleFields.tsx'

/** Changes what a role may do, for everybody who has it. */
export function EditRolePage() {
  const role = useIdInAddress<RoleId>('role')
  const query = useQuery(read(readRole, { params: { role } }))
  return <Shown query={query}>{(data) => <Form role={data} />}</Shown>
}

function Form({ role }: { role: RoleReply }) {
  const { t } = useText()
  const { id, builtIn } = role
  const form = useFields(roleValuesOf(role), (values) => checkRole(t, values))
  const leave = useLeave(form.settle)
  const update = useAction(updateRole, {
    stale: ['role.list', 'role.read', 'staff.me'],
    done: t('role.saved'),
    onDone: () => leave(to.role(id)),
  })
  const name = roleName(t, role)
  const shown = builtIn === null ? form.values : { ...form.values, name }
  const submit = () => {
    if (!form.isGood()) return
    const { name: typed, ...rest } = roleBodyOf(form.values)
    void update.run({
      params: { role: id },
      body: builtIn === null ? { ...rest, name: typed } : rest,
    })
  }
  return (
    <FormPage
      title={t('role.edit')}
      help={t('role.edit.help')}
      crumbs={[
        { label: t('roles.title'), href: to.roles() },
        { label: name, href: to.role(id) },
      ]}
      submit={t('dialog.save')}
      affects={t('role.edit.affects', { count: role.people })}
      back={to.role(id)}
      isTouched={form.isTouched}
      isRunning={update.isRunning}
      error={update.error}
      onSubmit={submit}
    >
      <RoleFields
        values={shown}
        set={form.set}
        errors={{ ...fieldTroubles(t, update.error), ...form.errors }}
        isBuiltIn={builtIn !== null}
        isAdministrator={builtIn === 'administrator'}
      />
    </FormPage>
  )
}
