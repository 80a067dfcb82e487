import { createRole } from '@cubby/protocol/operations/roles/create-role'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useText } from '../../text.ts'
import { checkRole, emptyRole, roleBodyOf } from './role-form.ts'
import { RoleFields } from './RoleFields.tsx'

/** Puts a role together from permissions. */
export function NewRolePage() {
  const { t } = useText()
  const form = useFields(emptyRole, (values) => checkRole(t, values))
  const leave = useLeave(form.settle)
  const create = useAction(createRole, {
    stale: ['role.list'],
    done: t('roles.made'),
    onDone: ({ id }) => leave(to.role(id)),
  })
  return (
    <FormPage
      title={t('roles.new')}
      help={t('roles.new.help')}
      crumbs={[{ label: t('roles.title'), href: to.roles() }]}
      submit={t('roles.new.submit')}
      back={to.roles()}
      isTouched={form.isTouched}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={() => form.isGood() && void create.run({ body: roleBodyOf(form.values) })}
    >
      <RoleFields
        values={form.values}
        set={form.set}
        errors={{ ...fieldTroubles(t, create.error), ...form.errors }}
      />
    </FormPage>
  )
}
