import type { TariffCharge } from '@cubby/domain/tariffs/tariff'
import { limits } from '@cubby/kit/limits'
import { Button, Group, NumberInput, Select, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useText } from '../../text.ts'
import { MoneyInput } from './MoneyInput.tsx'
import { RateFields } from './RateFields.tsx'
import { chargeOf } from './tariff-values.ts'

type Props = {
  charge: TariffCharge
  currency: string
  pointer: string
  wrong: Record<string, string>
  onChange: (charge: TariffCharge) => void
}

const kinds = ['per-period', 'per-day', 'fixed', 'steps'] as const

/** What is paid for: each started hour or day, once, or by steps. */
export function ChargeFields(props: Props) {
  const { t } = useText()
  const { charge, currency, pointer, wrong, onChange } = props
  return (
    <>
      <Select
        label={t('tariff.charge')}
        allowDeselect={false}
        data={kinds.map((value) => ({ value, label: t(`tariff.charge.${value}`) }))}
        value={charge.kind}
        onChange={(kind) => kind && onChange(chargeOf(kind, charge))}
      />
      {charge.kind === 'per-period' && (
        <NumberInput
          label={t('tariff.every')}
          min={limits.tariffPeriodMinutesMin}
          max={1_440}
          allowDecimal={false}
          value={charge.everyMinutes}
          error={wrong[`${pointer}/everyMinutes`]}
          onChange={(value) => onChange({ ...charge, everyMinutes: Number(value) })}
        />
      )}
      {charge.kind === 'per-day' && (
        <Select
          label={t('tariff.day')}
          allowDeselect={false}
          data={(['24-hours', 'calendar'] as const).map((value) => ({
            value,
            label: t(`tariff.day.${value}`),
          }))}
          value={charge.day}
          onChange={(day) => day && onChange({ ...charge, day })}
        />
      )}
      {charge.kind === 'steps' ? (
        <Steps {...props} charge={charge} />
      ) : (
        <MoneyInput
          label={t('tariff.amount')}
          currency={currency}
          value={charge.amount}
          error={wrong[`${pointer}/amount`]}
          onChange={(amount) => onChange({ ...charge, amount: amount ?? 0 })}
        />
      )}
      {'rates' in charge && (
        <RateFields
          rates={charge.rates}
          currency={currency}
          pointer={`${pointer}/rates`}
          wrong={wrong}
          onChange={(rates) => onChange({ ...charge, rates })}
        />
      )}
    </>
  )
}

type StepsProps = Props & { charge: Extract<TariffCharge, { kind: 'steps' }> }

function Steps({ charge, currency, onChange }: StepsProps) {
  const { t } = useText()
  const { steps } = charge
  const change = (at: number, over: Partial<(typeof steps)[number]>) =>
    onChange({ ...charge, steps: steps.map((step, i) => (i === at ? { ...step, ...over } : step)) })
  return (
    <Stack gap="xs">
      {steps.map((step, at) => (
        <Group key={at} align="flex-end" gap="sm">
          <NumberInput
            label={t(at === steps.length - 1 ? 'tariff.step.again' : 'tariff.step.minutes')}
            min={limits.tariffPeriodMinutesMin}
            max={43_200}
            allowDecimal={false}
            value={step.minutes}
            onChange={(value) => change(at, { minutes: Number(value) })}
          />
          <MoneyInput
            label={t('tariff.amount')}
            currency={currency}
            value={step.amount}
            onChange={(amount) => change(at, { amount: amount ?? 0 })}
          />
          {steps.length > 1 && (
            <Button
              variant="subtle"
              color="alarm"
              aria-label={t('tariff.step.remove', { number: at + 1 })}
              onClick={() => onChange({ ...charge, steps: steps.filter((_, i) => i !== at) })}
            >
              <IconTrash size={18} aria-hidden />
            </Button>
          )}
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={steps.length >= 20}
          onClick={() => onChange({ ...charge, steps: [...steps, { minutes: 60, amount: 0 }] })}
        >
          {t('tariff.step.add')}
        </Button>
      </Group>
    </Stack>
  )
}
