import { Group, NumberInput, Select, TextInput } from '@mantine/core'
import { locationStatuses } from '@cubby/protocol/operations/locations/location-shapes'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useText } from '../../text.ts'
import { ClosureFields } from './ClosureFields.tsx'
import { DirectionFields } from './DirectionFields.tsx'
import { HoursEditor } from './hours/HoursEditor.tsx'
import type { FieldProps } from './location-form.ts'
import { PlacePicker } from './PlacePicker.tsx'
import { useCountries } from './use-countries.ts'

/** The fields of a place, for a new one and for changes. */
export function LocationFields(props: FieldProps) {
  return (
    <>
      <What {...props} />
      <Where {...props} />
      <When {...props} />
      <DirectionFields {...props} />
    </>
  )
}

function What({ values, set, errors }: FieldProps) {
  const { t } = useText()
  return (
    <FormGroup title={t('location.group.what')} why={t('location.group.what.why')}>
      <TextInput
        label={t('location.name')}
        required
        value={values.name}
        error={errors['name']}
        onChange={(event) => set('name', event.currentTarget.value)}
      />
      <TextInput
        label={t('location.code')}
        description={t('location.code.help')}
        value={values.code}
        error={errors['code']}
        onChange={(event) => set('code', event.currentTarget.value)}
      />
      <Select
        label={t('location.status')}
        allowDeselect={false}
        data={locationStatuses.map((value) => ({ value, label: t(`location.status.${value}`) }))}
        value={values.status}
        onChange={(value) => value && set('status', value)}
      />
    </FormGroup>
  )
}

function Where({ values, set, errors }: FieldProps) {
  const { t } = useText()
  const countries = useCountries()
  const text = (name: 'line1' | 'line2' | 'postCode' | 'city', required = true) => (
    <TextInput
      label={t(`location.${name}`)}
      required={required}
      value={values[name]}
      error={errors[name] ?? (name === 'line1' ? errors['address'] : undefined)}
      onChange={(event) => set(name, event.currentTarget.value)}
    />
  )
  return (
    <FormGroup title={t('location.group.where')} why={t('location.group.where.why')}>
      {text('line1')}
      {text('line2', false)}
      <Group grow align="flex-start">
        {text('postCode')}
        {text('city')}
      </Group>
      <Select
        label={t('location.country')}
        required
        searchable
        data={countries}
        value={values.country || null}
        error={errors['country']}
        nothingFoundMessage={t('search.nothing')}
        onChange={(value) => set('country', value ?? '')}
      />
      <Coordinates values={values} set={set} errors={errors} />
      <TextInput
        dir="ltr"
        label={t('location.time-zone')}
        description={t('location.time-zone.help')}
        placeholder="Europe/Warsaw"
        value={values.timeZone}
        error={errors['timeZone']}
        onChange={(event) => set('timeZone', event.currentTarget.value)}
      />
    </FormGroup>
  )
}

function Coordinates({ values, set, errors }: FieldProps) {
  const { t } = useText()
  const { latitude, longitude } = values
  const at =
    typeof latitude === 'number' && typeof longitude === 'number'
      ? ([latitude, longitude] as [number, number])
      : null
  const number = (name: 'latitude' | 'longitude') => (
    <NumberInput
      label={t(`location.${name}`)}
      required
      hideControls
      decimalScale={6}
      value={values[name]}
      error={errors[name]}
      onChange={(value) => set(name, value)}
    />
  )
  return (
    <>
      <Group grow align="flex-start">
        {number('latitude')}
        {number('longitude')}
      </Group>
      <PlacePicker
        at={at}
        onPick={([north, east]) => {
          set('latitude', north)
          set('longitude', east)
        }}
      />
    </>
  )
}

function When(props: FieldProps) {
  const { values, set, errors } = props
  const { t } = useText()
  const place = { country: values.country, timeZone: values.timeZone }
  return (
    <FormGroup title={t('location.group.when')} why={t('location.group.when.why')}>
      <HoursEditor
        {...place}
        label={t('location.hours')}
        help={t('location.hours.help')}
        value={values.openingHours}
        error={errors['openingHours']}
        onChange={(value) => set('openingHours', value)}
      />
      <HoursEditor
        {...place}
        label={t('location.courier-hours')}
        help={t('location.courier-hours.help')}
        value={values.courierHours}
        error={errors['courierHours']}
        onChange={(value) => set('courierHours', value)}
      />
      <ClosureFields {...props} />
    </FormGroup>
  )
}
