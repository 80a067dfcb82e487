import type { TariffTerms } from '@cubby/domain/tariffs/tariff'
import { Button, Checkbox, Group, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useOwnOrganization } from '../../session/me.ts'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { OrganizationSelect } from '../../support/form/OrganizationSelect.tsx'
import { useText } from '../../text.ts'
import { MoneyInput } from './MoneyInput.tsx'
import { RuleFields } from './RuleFields.tsx'
import { newRule, type TariffValues } from './tariff-values.ts'

export type TariffFieldsProps = {
  values: TariffValues
  set: <Name extends keyof TariffValues>(name: Name, value: TariffValues[Name]) => void
  errors: Partial<Record<string, string>>
  /** What is wrong in the terms, by JSON pointer. */
  wrong: Record<string, string>
  /** Whose it is cannot be changed later. */
  isNew: boolean
}

/** The fields of a tariff. */
export function TariffFields(props: TariffFieldsProps) {
  const { values, set, wrong } = props
  const change = (over: Partial<TariffTerms>) => set('terms', { ...values.terms, ...over })
  return (
    <>
      <Basics {...props} />
      <Money terms={values.terms} wrong={wrong} change={change} />
      <Rules terms={values.terms} wrong={wrong} change={change} />
      <Holidays terms={values.terms} wrong={wrong} change={change} />
    </>
  )
}

function Basics({ values, set, errors, isNew }: TariffFieldsProps) {
  const { t } = useText()
  const own = useOwnOrganization()
  return (
    <FormGroup title={t('tariff.basics')} why={t('tariff.basics.why')}>
      <TextInput
        label={t('tariff.name')}
        required
        value={values.name}
        error={errors['name']}
        onChange={(event) => set('name', event.currentTarget.value)}
      />
      {isNew && own === null && (
        <OrganizationSelect
          label={t('tariff.owner')}
          placeholder={t('organization.kind.network-operator')}
          clearable
          value={values.organization}
          error={errors['organization']}
          onChange={(value) => set('organization', value)}
        />
      )}
      <TextInput
        type="datetime-local"
        label={t('tariff.valid-from')}
        description={t('tariff.valid-from.help')}
        value={values.validFrom}
        error={errors['validFrom']}
        onChange={(event) => set('validFrom', event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('tariff.valid-until')}
        description={t('tariff.valid-until.help')}
        value={values.validUntil}
        error={errors['validUntil']}
        onChange={(event) => set('validUntil', event.currentTarget.value)}
      />
    </FormGroup>
  )
}

type TermsProps = {
  terms: TariffTerms
  wrong: Record<string, string>
  change: (over: Partial<TariffTerms>) => void
}

function Money({ terms, wrong, change }: TermsProps) {
  const { t } = useText()
  const { currency, vat, rounding } = terms
  return (
    <FormGroup title={t('tariff.money')} why={t('tariff.money.why')}>
      <Select
        label={t('tariff.currency')}
        searchable
        allowDeselect={false}
        data={Intl.supportedValuesOf('currency')}
        value={currency}
        error={wrong['/currency']}
        onChange={(value) => value && change({ currency: value })}
      />
      <NumberInput
        label={t('tariff.vat')}
        min={0}
        max={100}
        decimalScale={2}
        suffix=" %"
        value={vat.basisPoints / 100}
        error={wrong['/vat/basisPoints']}
        onChange={(value) =>
          change({ vat: { ...vat, basisPoints: Math.round(Number(value) * 100) } })
        }
      />
      <Checkbox
        label={t('tariff.vat.included')}
        checked={vat.isIncluded}
        onChange={(event) => change({ vat: { ...vat, isIncluded: event.currentTarget.checked } })}
      />
      <MoneyInput
        label={t('tariff.rounding')}
        description={t('tariff.rounding.help')}
        currency={currency}
        value={rounding.step}
        error={wrong['/rounding/step']}
        onChange={(step) => change({ rounding: { ...rounding, step: step ?? 1 } })}
      />
      <Select
        label={t('tariff.rounding.way')}
        allowDeselect={false}
        data={(['nearest', 'up', 'down'] as const).map((value) => ({
          value,
          label: t(`tariff.rounding.${value}`),
        }))}
        value={rounding.way}
        onChange={(way) => change({ rounding: { ...rounding, way: way ?? 'nearest' } })}
      />
    </FormGroup>
  )
}

function Rules({ terms, wrong, change }: TermsProps) {
  const { t } = useText()
  const { rules, currency } = terms
  return (
    <>
      {rules.map((rule, at) => (
        <RuleFields
          // A rule has no name of its own but its place.
          key={at}
          title={
            at === rules.length - 1 ? t('tariff.rule.last') : t('tariff.rule', { number: at + 1 })
          }
          isLast={at === rules.length - 1}
          rule={rule}
          currency={currency}
          pointer={`/rules/${at}`}
          wrong={wrong}
          onChange={(changed) =>
            change({ rules: rules.map((each, i) => (i === at ? changed : each)) })
          }
          onRemove={() => change({ rules: rules.filter((_, i) => i !== at) })}
        />
      ))}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          disabled={rules.length >= 20}
          // Before the last one, which is for all the others.
          onClick={() =>
            change({
              rules: [...rules.slice(0, -1), { ...newRule(), sizes: ['L'] }, ...rules.slice(-1)],
            })
          }
        >
          {t('tariff.rule.add')}
        </Button>
      </Group>
    </>
  )
}

function Holidays({ terms, wrong, change }: TermsProps) {
  const { t } = useText()
  const trouble = Object.entries(wrong).find(([pointer]) => pointer.startsWith('/holidays'))
  return (
    <FormGroup title={t('tariff.holidays')} why={t('tariff.holidays.why')}>
      <TagsInput
        label={t('tariff.holidays')}
        placeholder="2026-12-25"
        value={terms.holidays}
        error={trouble?.[1]}
        onChange={(holidays) => change({ holidays })}
      />
    </FormGroup>
  )
}
