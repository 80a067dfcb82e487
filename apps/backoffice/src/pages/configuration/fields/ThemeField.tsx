import { type ScreenTheme, screenThemes } from '@cubby/domain/configuration/screen-shapes'
import { Radio, Stack } from '@mantine/core'
import { useText } from '../../../text.ts'
import type { FieldProps } from './field-props.ts'

/** The colours of a screen. */
export function ThemeField({ label, value, error, onChange }: FieldProps<ScreenTheme>) {
  const { t } = useText()
  return (
    <Radio.Group label={label} value={value} error={error} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {screenThemes.map((theme) => (
          <Radio key={theme} value={theme} label={t(`configuration.theme.${theme}`)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
