import { Group, Radio } from '@mantine/core'
import { useText } from '../../../text.ts'
import type { FieldProps } from './field-props.ts'

/** Yes or no. */
export function YesNoField({ label, value, error, onChange }: FieldProps<boolean>) {
  const { t } = useText()
  return (
    <Radio.Group
      label={label}
      value={value ? 'yes' : 'no'}
      error={error}
      onChange={(chosen) => onChange(chosen === 'yes')}
    >
      <Group mt="xs">
        <Radio value="yes" label={t('page.yes')} />
        <Radio value="no" label={t('page.no')} />
      </Group>
    </Radio.Group>
  )
}
