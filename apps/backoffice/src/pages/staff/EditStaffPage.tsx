import { readStaff } from '@cubby/protocol/operations/staff/read-staff'
import type { StaffAccount } from '@cubby/protocol/operations/staff/staff-shapes'
import { updateStaff } from '@cubby/protocol/operations/staff/update-staff'
import type { StaffId } from '@cubby/kit/ids'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useOwnOrganization } from '../../session/me.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { checkStaff, reachIn, roleIn, staffValuesOf } from './staff-form.ts'
import { StaffFields } from './StaffFields.tsx'

/** Changes what a colleague may do, and where. */
export function EditStaffPage() {
  const staff = useIdInAddress<StaffId>('staff')
  const query = useQuery(read(readStaff, { params: { staff } }))
  return <Shown query={query}>{(data) => <Form person={data} />}</Shown>
}

function Form({ person }: { person: StaffAccount }) {
  const { t } = useText()
  const { id, name } = person
  const own = useOwnOrganization()
  const form = useFields(staffValuesOf(person), (values) => checkStaff(t, values))
  const leave = useLeave(form.settle)
  const update = useAction(updateStaff, {
    stale: ['staff.list', 'staff.read', 'role.list', 'role.read'],
    done: t('staff.edit.done'),
    onDone: () => leave(to.staffMember(id)),
  })
  const submit = () => {
    if (!form.isGood()) return
    const body = {
      name: form.values.name.trim(),
      role: roleIn(form.values),
      reach: reachIn(form.values),
    }
    void update.run({ params: { staff: id }, body })
  }
  return (
    <FormPage
      title={t(own === null ? 'staff.edit' : 'staff.edit.own')}
      help={t('staff.edit.help')}
      crumbs={[
        { label: t('staff.title'), href: to.staff() },
        { label: name, href: to.staffMember(id) },
      ]}
      submit={t('dialog.save')}
      back={to.staffMember(id)}
      isTouched={form.isTouched}
      isRunning={update.isRunning}
      error={update.error}
      onSubmit={submit}
    >
      <StaffFields
        values={form.values}
        set={form.set}
        errors={{ ...fieldTroubles(t, update.error), ...form.errors }}
      />
    </FormPage>
  )
}
