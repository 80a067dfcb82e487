import { Checkbox, Group, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useText } from '../../text.ts'
import type { Terms } from './rental-form.ts'

type Props = {
  values: Terms
  set: <Name extends keyof Terms>(name: Name, value: Terms[Name]) => void
  errors: Partial<Record<string, string>>
}

/** What is agreed on: until when, for how much, how many at a time. */
export function TermsFields({ values, set, errors }: Props) {
  const { t } = useText()
  return (
    <FormGroup title={t('rental.group.terms')} why={t('rental.group.terms.why')}>
      <TextInput
        type="date"
        label={t('rental.until')}
        description={t('rental.until.help')}
        required
        value={values.until}
        error={errors['until']}
        onChange={(event) => set('until', event.currentTarget.value)}
      />
      <Price values={values} set={set} errors={errors} />
      <TextInput
        label={t('rental.quota')}
        description={t('rental.quota.help')}
        inputMode="numeric"
        value={values.quota}
        error={errors['quota']}
        onChange={(event) => set('quota', event.currentTarget.value.trim())}
      />
      <Checkbox
        label={t('rental.common')}
        description={t('rental.common.help')}
        checked={values.commonCells}
        onChange={(event) => set('commonCells', event.currentTarget.checked)}
      />
      <Textarea
        label={t('rental.note')}
        description={t('rental.note.help')}
        autosize
        minRows={2}
        maxLength={1_000}
        value={values.note}
        error={errors['note']}
        onChange={(event) => set('note', event.currentTarget.value)}
      />
    </FormGroup>
  )
}

function Price({ values, set, errors }: Props) {
  const { t } = useText()
  return (
    <Group gap="sm" align="flex-start">
      <TextInput
        flex="1 1 140px"
        label={t('rental.price.amount')}
        required
        inputMode="decimal"
        value={values.amount}
        error={errors['amount'] ?? errors['price']}
        onChange={(event) => set('amount', event.currentTarget.value)}
      />
      <TextInput
        w={110}
        dir="ltr"
        label={t('rental.price.currency')}
        required
        maxLength={3}
        value={values.currency}
        error={errors['currency']}
        onChange={(event) => set('currency', event.currentTarget.value.toUpperCase())}
      />
      <NativeSelect
        w={140}
        label={t('rental.price.per')}
        value={values.per}
        data={(['month', 'week'] as const).map((per) => ({
          value: per,
          label: t(`rental.price.per.${per}`),
        }))}
        onChange={(event) => set('per', event.currentTarget.value === 'week' ? 'week' : 'month')}
      />
    </Group>
  )
}
