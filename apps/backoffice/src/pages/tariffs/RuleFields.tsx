import type { TariffRule } from '@cubby/domain/tariffs/tariff'
import { zones } from '@cubby/domain/cells/layout'
import {
  Button,
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  SimpleGrid,
  TagsInput,
} from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useText } from '../../text.ts'
import { ChargeFields } from './ChargeFields.tsx'
import { MoneyInput } from './MoneyInput.tsx'

type Props = {
  title: string
  isLast: boolean
  rule: TariffRule
  currency: string
  pointer: string
  wrong: Record<string, string>
  onChange: (rule: TariffRule) => void
  onRemove: () => void
}

/** One rule of a tariff: for which cells, what is free, what is charged, where it ends. */
export function RuleFields(props: Props) {
  const { t } = useText()
  const { rule, wrong, pointer, currency, onChange } = props
  return (
    <FormGroup
      title={props.title}
      why={t(props.isLast ? 'tariff.rule.last.why' : 'tariff.rule.why')}
    >
      {!props.isLast && <Reach {...props} />}
      <NumberInput
        label={t('tariff.free')}
        description={t('tariff.free.help')}
        min={0}
        max={10_080}
        allowDecimal={false}
        value={rule.free.minutes}
        onChange={(value) => onChange({ ...rule, free: { ...rule.free, minutes: Number(value) } })}
      />
      <Checkbox
        label={t('tariff.free.deducted')}
        checked={rule.free.isDeducted}
        onChange={(event) =>
          onChange({ ...rule, free: { ...rule.free, isDeducted: event.currentTarget.checked } })
        }
      />
      <ChargeFields
        charge={rule.charge}
        currency={currency}
        pointer={`${pointer}/charge`}
        wrong={wrong}
        onChange={(charge) => onChange({ ...rule, charge })}
      />
      <Bounds {...props} />
      {!props.isLast && (
        <Group justify="flex-end">
          <Button
            variant="subtle"
            color="alarm"
            size="xs"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={props.onRemove}
          >
            {t('tariff.rule.remove')}
          </Button>
        </Group>
      )}
    </FormGroup>
  )
}

function Reach({ rule, wrong, pointer, onChange }: Props) {
  const { t } = useText()
  return (
    <>
      <TagsInput
        label={t('tariff.sizes')}
        description={t('tariff.sizes.help')}
        value={rule.sizes}
        error={wrong[`${pointer}/sizes`]}
        onChange={(sizes) => onChange({ ...rule, sizes })}
      />
      <MultiSelect
        label={t('tariff.zones')}
        data={zones.map((value) => ({ value, label: t(`tariff.zone.${value}`) }))}
        value={rule.zones}
        onChange={(chosen) =>
          onChange({ ...rule, zones: zones.filter((zone) => chosen.includes(zone)) })
        }
      />
    </>
  )
}

function Bounds({ rule, wrong, pointer, currency, onChange }: Props) {
  const { t } = useText()
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      {(['perDay', 'per24Hours', 'total'] as const).map((cap) => (
        <MoneyInput
          key={cap}
          label={t(`tariff.cap.${cap}`)}
          placeholder={t('tariff.cap.none')}
          currency={currency}
          value={rule.caps[cap]}
          error={wrong[`${pointer}/caps/${cap}`]}
          onChange={(amount) => onChange({ ...rule, caps: { ...rule.caps, [cap]: amount } })}
        />
      ))}
      <MoneyInput
        label={t('tariff.minimum')}
        currency={currency}
        value={rule.minimum}
        error={wrong[`${pointer}/minimum`]}
        onChange={(amount) => onChange({ ...rule, minimum: amount ?? 0 })}
      />
    </SimpleGrid>
  )
}
