import { courierFlows, type CourierFlow } from '@cubby/domain/rights/directory'
import type { CourierId } from '@cubby/kit/ids'
import type { CourierReply } from '@cubby/protocol/operations/couriers/courier-shapes'
import { readCourier } from '@cubby/protocol/operations/couriers/read-courier'
import { updateCourier } from '@cubby/protocol/operations/couriers/update-courier'
import { Checkbox, MultiSelect, Radio, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormGroup, FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { useOrganizations } from '../../support/list/choices.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { changeOf, type CourierValues, courierTroubles, valuesOf } from './courier-form.ts'
import { HoursFields } from './HoursFields.tsx'

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
      title={t('courier.edit.title', { name })}
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
      <Person {...fields} />
      <Limits {...fields} />
    </FormPage>
  )
}

type FieldsProps = {
  values: CourierValues
  set: <Name extends keyof CourierValues>(name: Name, value: CourierValues[Name]) => void
  errors: Partial<Record<keyof CourierValues, string>>
}

function Person({ values, set, errors }: FieldsProps) {
  const { t } = useText()
  return (
    <FormGroup title={t('courier.group.person')} why={t('courier.group.person.why')}>
      <TextInput
        label={t('courier.name')}
        required
        value={values.name}
        error={errors.name}
        onChange={(event) => set('name', event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('courier.until')}
        description={t('courier.until.help')}
        required
        value={values.validUntil}
        error={errors.validUntil}
        onChange={(event) => set('validUntil', event.currentTarget.value)}
      />
    </FormGroup>
  )
}

function Limits({ values, set, errors }: FieldsProps) {
  const { t } = useText()
  return (
    <FormGroup title={t('courier.limits')} why={t('courier.limits.why')}>
      <Checkbox.Group
        label={t('courier.flows')}
        value={[...values.flows]}
        error={errors.flows}
        onChange={(flows) => set('flows', flows as CourierFlow[])}
      >
        <Stack gap="xs" mt="xs">
          {courierFlows.map((flow) => (
            <Checkbox key={flow} value={flow} label={t(`courier.flow.${flow}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <HoursFields
        hours={values.hours}
        error={errors.hours}
        onChange={(hours) => set('hours', hours)}
      />
      <CarriesFor values={values} set={set} errors={errors} />
    </FormGroup>
  )
}

function CarriesFor({ values, set, errors }: FieldsProps) {
  const { t } = useText()
  const organizations = useOrganizations()
  const { carriesFor } = values
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('courier.carries-for')}
        value={carriesFor === null ? 'any' : 'limit'}
        onChange={(value) => set('carriesFor', value === 'any' ? null : [])}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="any" label={t('courier.carries-for.any')} />
          <Radio value="limit" label={t('courier.carries-for.limit')} />
        </Stack>
      </Radio.Group>
      {carriesFor && (
        <MultiSelect
          label={t('courier.carries-for.limit')}
          description={t('courier.carries-for.help')}
          searchable
          data={organizations}
          value={[...carriesFor]}
          error={errors.carriesFor}
          onChange={(ids) => set('carriesFor', ids)}
          nothingFoundMessage={t('search.nothing')}
        />
      )}
    </Stack>
  )
}
