import { catalogue, type SettingName, settingNames } from '@cubby/domain/configuration/catalogue'
import { Checkbox, Select } from '@mantine/core'
import { FormGroup } from '../../../support/form/FormPage.tsx'
import { named, useText } from '../../../text.ts'
import { ValueField } from '../fields/ValueField.tsx'
import { PeriodFields } from '../PeriodFields.tsx'
import type { SettingDraft } from '../setting-draft.ts'

/** The one change that many get. */
export type ManyDraft = SettingDraft & { name: SettingName; isCleared: boolean }

type Props = {
  many: ManyDraft
  wrongValue: string | undefined
  wrongUntil: string | undefined
  onChange: (change: Partial<ManyDraft>) => void
}

/** Which setting, and which value: or that what was set goes. */
export function ManyValueFields({ many, wrongValue, wrongUntil, onChange }: Props) {
  const { t } = useText()
  const { name, value, isCleared } = many
  return (
    <FormGroup title={t('configuration.many.what')} why={t('configuration.many.what.why')}>
      <Select
        label={t('configuration.many.setting')}
        allowDeselect={false}
        data={settingNames.map((each) => ({ value: each, label: named(t, 'setting', each) }))}
        value={name}
        onChange={(chosen) => {
          const next = chosen ?? name
          onChange({ name: next, value: catalogue[next].otherwise })
        }}
      />
      <Checkbox
        label={t('configuration.many.clear')}
        checked={isCleared}
        onChange={(event) => onChange({ isCleared: event.currentTarget.checked })}
      />
      {!isCleared && (
        <>
          <ValueField
            key={name}
            name={name}
            value={value}
            error={wrongValue}
            onChange={(next) => onChange({ value: next })}
          />
          <PeriodFields draft={many} error={wrongUntil} onChange={onChange} />
        </>
      )}
    </FormGroup>
  )
}
