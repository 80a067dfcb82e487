import { languages } from '@cubby/i18n/screens/screen-text'
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { limits } from '@cubby/kit/limits'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useText } from '../../text.ts'
import type { CustomerValues } from './customer-form.ts'

type Props = {
  values: CustomerValues
  set: <Name extends keyof CustomerValues>(name: Name, value: CustomerValues[Name]) => void
  errors: Partial<Record<keyof CustomerValues, string>>
}

/** The fields of a customer, for a new one and for changes. */
export function CustomerFields(props: Props) {
  return (
    <>
      <Who {...props} />
      <Agreed {...props} />
    </>
  )
}

function Who({ values, set, errors }: Props) {
  const { t } = useText()
  const choices = Object.entries(languages).map(([value, { name }]) => ({ value, label: name }))
  const isKnown = choices.some(({ value }) => value === values.locale)
  const own = isKnown ? [] : [{ value: values.locale, label: values.locale }]
  return (
    <FormGroup title={t('customer.group.who')} why={t('customer.group.who.why')}>
      <TextInput
        label={t('customer.name')}
        required
        maxLength={limits.nameCharsMax}
        value={values.name}
        error={errors.name}
        onChange={(event) => set('name', event.currentTarget.value)}
      />
      <TextInput
        label={t('customer.phone')}
        description={t('customer.phone.help')}
        type="tel"
        dir="ltr"
        value={values.phone}
        error={errors.phone}
        onChange={(event) => set('phone', event.currentTarget.value)}
      />
      <TextInput
        label={t('customer.email')}
        type="email"
        dir="ltr"
        value={values.email}
        error={errors.email}
        onChange={(event) => set('email', event.currentTarget.value)}
      />
      <Select
        label={t('customer.locale')}
        data={[...choices, ...own]}
        value={values.locale}
        error={errors.locale}
        allowDeselect={false}
        onChange={(value) => value && set('locale', value)}
      />
    </FormGroup>
  )
}

function Agreed({ values, set, errors }: Props) {
  const { t } = useText()
  return (
    <FormGroup title={t('customer.group.agreed')} why={t('customer.group.agreed.why')}>
      <Checkbox
        label={t('customer.messages')}
        description={t('customer.messages.help')}
        checked={values.messages}
        onChange={(event) => set('messages', event.currentTarget.checked)}
      />
      <Checkbox
        label={t('customer.locker-delivery')}
        description={t('customer.locker-delivery.help')}
        checked={values.lockerDelivery}
        onChange={(event) => set('lockerDelivery', event.currentTarget.checked)}
      />
      <Textarea
        label={t('customer.notes')}
        description={t('customer.notes.help')}
        autosize
        minRows={2}
        maxLength={limits.textCharsMax}
        value={values.notes}
        error={errors.notes}
        onChange={(event) => set('notes', event.currentTarget.value)}
      />
    </FormGroup>
  )
}
