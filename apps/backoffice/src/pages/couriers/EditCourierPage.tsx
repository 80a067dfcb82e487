import { courierFlows } from '@cubby/domain/rights/directory'
import type { OfficeTextId } from '@cubby/i18n/office/texts'
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
import { useOrganizations, useSegments } from '../../support/list/choices.ts'
import type { Choice } from '../../support/list/filter.ts'
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
        onChange={(flows) => set('flows', flows)}
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
      <Segments values={values} set={set} errors={errors} />
      <CarriesFor values={values} set={set} errors={errors} />
    </FormGroup>
  )
}

function CarriesFor({ values, set, errors }: FieldsProps) {
  return (
    <Narrowed
      text="courier.carries-for"
      help="courier.carries-for.help"
      choices={useOrganizations()}
      chosen={values.carriesFor}
      error={errors.carriesFor}
      onChange={(ids) => set('carriesFor', ids)}
    />
  )
}

function Segments({ values, set, errors }: FieldsProps) {
  return (
    <Narrowed
      text="courier.segments"
      help="courier.segments.help"
      choices={useSegments()}
      chosen={values.segments}
      error={errors.segments}
      onChange={(ids) => set('segments', ids)}
    />
  )
}

type NarrowedProps = {
  text: 'courier.carries-for' | 'courier.segments'
  help: OfficeTextId
  choices: Choice[]
  chosen: readonly string[] | null
  error: string | undefined
  onChange: (ids: string[] | null) => void
}

/** No limit, or some of a list. */
function Narrowed({ text, help, choices, chosen, error, onChange }: NarrowedProps) {
  const { t } = useText()
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t(text)}
        value={chosen === null ? 'any' : 'limit'}
        onChange={(value) => onChange(value === 'any' ? null : [])}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="any" label={t(`${text}.any`)} />
          <Radio value="limit" label={t(`${text}.limit`)} />
        </Stack>
      </Radio.Group>
      {chosen && (
        <MultiSelect
          label={t(`${text}.limit`)}
          description={t(help)}
          searchable
          data={choices}
          value={[...chosen]}
          error={error}
          onChange={onChange}
          nothingFoundMessage={t('search.nothing')}
        />
      )}
    </Stack>
  )
}
