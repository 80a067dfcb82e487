import type { ToldSetting } from '@cubby/protocol/operations/configuration/configuration-shapes'
import { Stack, Text } from '@mantine/core'
import { IconEdit } from '@tabler/icons-react'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { named, useText } from '../../text.ts'
import { ExceptionsBelow } from './ExceptionsBelow.tsx'
import type { Place } from './level.ts'
import { SourceChip } from './SourceChip.tsx'
import { useValueText } from './use-value-text.ts'

type Props = {
  label: string
  place: Place
  settings: readonly ToldSetting[]
  onChange: (setting: ToldSetting) => void
}

/** Settings as lines: what, its value, where that comes from. On a phone each stands under itself. */
export function SettingList({ label, place, settings, onChange }: Props) {
  return (
    <ul className="setting-list" aria-label={label}>
      {settings.map((setting) => (
        <Line key={setting.name} place={place} setting={setting} onChange={onChange} />
      ))}
    </ul>
  )
}

type LineProps = Pick<Props, 'place' | 'onChange'> & { setting: ToldSetting }

function Line({ place, setting, onChange }: LineProps) {
  const { t } = useText()
  const valueText = useValueText()
  const forbidden = useForbidden('configuration:write')
  const { name, value, source, own, below } = setting
  const title = named(t, 'setting', name)
  const dated = own.filter(({ from, until }) => from !== null || until !== null).length
  return (
    <li data-setting={name}>
      <div>
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="dimmed">
          {named(t, 'setting', `${name}.help`)}
        </Text>
      </div>
      <Text data-testid="value">{valueText(name, value)}</Text>
      <Stack gap={6} align="flex-start">
        <SourceChip place={place} source={source} />
        {dated > 0 && (
          <Text size="sm" c="dimmed">
            {t('configuration.planned', { count: dated })}
          </Text>
        )}
        <ExceptionsBelow name={name} below={below} />
      </Stack>
      <ActionButton
        variant="default"
        size="xs"
        leftSection={<IconEdit size={16} aria-hidden />}
        aria-label={t('configuration.change.of', { name: title })}
        disabledReason={forbidden}
        onClick={() => onChange(setting)}
      >
        {t('configuration.change')}
      </ActionButton>
    </li>
  )
}
