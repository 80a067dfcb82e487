import { courierFlows } from '@cubby/domain/rights/directory'
import { Checkbox, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useOrganizations, useSegments } from '../../support/list/choices.ts'
import { useText } from '../../text.ts'
import type { CourierValues } from './courier-form.ts'
import { HoursFields } from './HoursFields.tsx'
import { NarrowedField } from './NarrowedField.tsx'

type FieldsProps = {
  values: CourierValues
  /** A method, so that a form with more fields fits, too. */
  set<Name extends keyof CourierValues>(this: void, name: Name, value: CourierValues[Name]): void
  errors: Partial<Record<keyof CourierValues, string>>
}

/** Who it is, and until when. `children`: what only a new one is asked for. */
export function PersonFields({
  values,
  set,
  errors,
  children,
}: FieldsProps & { children?: ReactNode }) {
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
      {children}
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

/** What somebody may do, when, where and for whom. */
export function LimitsFields({ values, set, errors }: FieldsProps) {
  const { t } = useText()
  const segments = useSegments()
  const organizations = useOrganizations()
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
      <NarrowedField
        text="courier.segments"
        help="courier.segments.help"
        choices={segments}
        chosen={values.segments}
        error={errors.segments}
        onChange={(ids) => set('segments', ids)}
      />
      <NarrowedField
        text="courier.carries-for"
        help="courier.carries-for.help"
        choices={organizations}
        chosen={values.carriesFor}
        error={errors.carriesFor}
        onChange={(ids) => set('carriesFor', ids)}
      />
    </FormGroup>
  )
}
