import { Group, TextInput } from '@mantine/core'
import { useText } from '../../text.ts'
import type { SettingDraft } from './setting-draft.ts'

type Props = {
  draft: SettingDraft
  /** What is wrong with the end. */
  error: string | undefined
  onChange: (change: Partial<SettingDraft>) => void
}

/** From when until when a value holds, in the time zone of whoever looks. */
export function PeriodFields({ draft: { from, until }, error, onChange }: Props) {
  const { t } = useText()
  return (
    <Group grow align="flex-start">
      <TextInput
        type="datetime-local"
        label={t('configuration.from')}
        description={t('configuration.from.help')}
        value={from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={t('configuration.until')}
        description={t('configuration.until.help')}
        value={until}
        error={error}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
      />
    </Group>
  )
}
