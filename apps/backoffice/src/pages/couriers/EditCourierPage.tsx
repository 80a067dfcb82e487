import type { CourierId } from '@cubby/kit/ids'
import type { CourierReply } from '@cubby/protocol/operations/couriers/courier-shapes'
import { readCourier } from '@cubby/protocol/operations/couriers/read-courier'
import { updateCourier } from '@cubby/protocol/operations/couriers/update-courier'
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
import { changeOf, type CourierValues, courierTroubles, valuesOf } from './courier-form.ts'
import { LimitsFields, PersonFields } from './CourierFields.tsx'

/** Changes a courier and what limits him. */
export function EditCourierPage() {
  const courier = useIdInAddress<CourierId>('courier')
  const query = useQuery(read(readCourier, { params: { courier } }))
  return <Shown query={query}>{(data) => <Form key={data.id} courier={data} />}</Shown>
}

function Form({ courier }: { courier: CourierReply }) {
  const { t } = useText()
  const { id, name } = courier
  const form = useFields<CourierValues>(valuesOf(courier), (values) => courierTroubles(t, values))
  const leave = useLeave(form.settle)
  const update = useAction(updateCourier, {
    stale: ['courier.read', 'courier.list'],
    done: t('courier.edit.done'),
  })
  const fields = {
    values: form.values,
    set: form.set,
    errors: { ...fieldTroubles(t, update.error), ...form.errors },
  }
  const submit = async () => {
    if (!form.isGood()) return
    const asked = { params: { courier: id }, body: changeOf(form.values, courier) }
    if (await update.run(asked)) leave(to.courier(id))
  }
  return (
    <FormPage
      title={t('form.change-of', { name })}
      help={t('courier.edit.help')}
      crumbs={[
        { label: t('couriers.title'), href: to.couriers() },
        { label: name, href: to.courier(id) },
      ]}
      submit={t('rental.save')}
      back={to.courier(id)}
      isTouched={form.isTouched}
      isRunning={update.isRunning}
      error={update.error}
      onSubmit={() => void submit()}
    >
      <PersonFields {...fields} />
      <LimitsFields {...fields} />
    </FormPage>
  )
}
