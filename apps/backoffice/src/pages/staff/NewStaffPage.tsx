import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { SecretDialog } from '../../support/dialog/SecretDialog.tsx'
import { useOwnOrganization } from '../../session/me.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useGo } from '../../support/go.ts'
import { useListSearch } from '../../support/list/list-search.ts'
import { useText } from '../../text.ts'
import { checkStaff, emptyStaffOf, reachIn, roleIn } from './staff-form.ts'
import { StaffFields } from './StaffFields.tsx'

/** An account for a colleague, with a password to hand over. */
export function NewStaffPage() {
  const { t } = useText()
  const go = useGo()
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null)
  const own = useOwnOrganization()
  const { organization } = useListSearch().search
  const form = useFields(emptyStaffOf(own ?? organization ?? null), (values) =>
    checkStaff(t, values),
  )
  const create = useAction(createStaff, {
    stale: ['staff.list', 'role.list'],
    onDone: ({ id, email, password }) => {
      form.settle()
      const lines = [t('staff.made.email', { email }), t('staff.made.password', { password })]
      setMade({ id, secret: lines.join('\n') })
    },
  })
  const submit = () => {
    if (!form.isGood()) return
    const { name, email } = form.values
    const account = { name: name.trim(), email: email.trim() }
    void create.run({
      body: { ...account, role: roleIn(form.values), reach: reachIn(form.values) },
    })
  }
  return (
    <FormPage
      title={t('staff.new')}
      help={t('staff.new.help')}
      crumbs={[{ label: t('staff.title'), href: to.staff() }]}
      submit={t('staff.new.submit')}
      affects={t('staff.new.affects')}
      back={to.staff()}
      isTouched={form.isTouched && made === null}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={submit}
    >
      <StaffFields
        values={form.values}
        set={form.set}
        errors={{ ...fieldTroubles(t, create.error), ...form.errors }}
        isNew
      />
      <SecretDialog
        secret={made?.secret ?? null}
        title={t('staff.made')}
        help={t('staff.made.help')}
        onClose={() => made && go(to.staffMember(made.id), { replace: true })}
      />
    </FormPage>
  )
}
