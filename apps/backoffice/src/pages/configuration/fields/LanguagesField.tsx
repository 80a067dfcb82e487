import { type ScreenLanguage, screenLanguages } from '@cubby/domain/configuration/screen-shapes'
import { MultiSelect } from '@mantine/core'
import { useText } from '../../../text.ts'
import { languageName } from '../use-value-text.ts'
import type { FieldProps } from './field-props.ts'

/** Languages in the order in which they are chosen. */
export function LanguagesField({ label, value, error, onChange }: FieldProps<ScreenLanguage[]>) {
  const { t } = useText()
  return (
    <MultiSelect
      label={label}
      description={t('setting.screen.languages.help')}
      required
      data={screenLanguages.map((language) => ({ value: language, label: languageName(language) }))}
      value={value}
      error={error}
      onChange={onChange}
    />
  )
}
