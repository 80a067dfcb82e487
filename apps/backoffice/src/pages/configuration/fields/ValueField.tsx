import type { SettingName, ValueOf } from '@cubby/domain/configuration/catalogue'
import type { ReactNode } from 'react'
import { named, useText } from '../../../text.ts'
import { boundsOf } from '../setting-draft.ts'
import type { FieldProps } from './field-props.ts'
import { LanguagesField } from './LanguagesField.tsx'
import { NumberField } from './NumberField.tsx'
import { PurposesField } from './PurposesField.tsx'
import { SlidesField } from './SlidesField.tsx'
import { TariffField } from './TariffField.tsx'
import { TemperatureField } from './TemperatureField.tsx'
import { ThemeField } from './ThemeField.tsx'
import { WindowsField } from './WindowsField.tsx'
import { YesNoField } from './YesNoField.tsx'

type Fields = { [K in SettingName]: (props: FieldProps<ValueOf<K>>) => ReactNode }

const numberField = (name: SettingName) =>
  function BoundedField(props: FieldProps<number>) {
    return <NumberField {...props} bounds={boundsOf(name)} />
  }

/** The field for each setting. The compiler insists that none is missing. */
const fields: Fields = {
  'cell.purposes': PurposesField,
  'cell.enabled': YesNoField,
  'cell.tariff': TariffField,
  'cell.temperature': TemperatureField,
  'cell.door-open-seconds-max': numberField('cell.door-open-seconds-max'),
  'screen.theme': ThemeField,
  'screen.languages': LanguagesField,
  'screen.idle-warning-seconds': numberField('screen.idle-warning-seconds'),
  'screen.idle-end-seconds': numberField('screen.idle-end-seconds'),
  'screen.idle-slides': SlidesField,
  'maintenance.windows': WindowsField,
  'deposits.accept-unannounced': YesNoField,
  'limits.remote-openings-per-hour': numberField('limits.remote-openings-per-hour'),
  'limits.wrong-codes-per-day': numberField('limits.wrong-codes-per-day'),
  'limits.open-doors-per-courier': numberField('limits.open-doors-per-courier'),
  'limits.courier-idle-seconds': numberField('limits.courier-idle-seconds'),
}

type Props = {
  name: SettingName
  value: unknown
  error: string | undefined
  onChange: (value: unknown) => void
}

/** The field in which the value of a setting is entered. */
export function ValueField({ name, value, error, onChange }: Props) {
  const { t } = useText()
  // The name says of which shape the value is; the compiler cannot follow that through the table.
  const Field = fields[name] as (props: FieldProps<never>) => ReactNode
  return (
    <Field
      label={named(t, 'setting', name)}
      value={value as never}
      error={error}
      onChange={onChange}
    />
  )
}
