import type { ToldSetting } from '@cubby/protocol/operations/configuration/configuration-shapes'
import { Group, Stack, Table, Text } from '@mantine/core'
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

/** Settings as lines: what, its value, where that comes from. */
export function SettingTable({ label, place, settings, onChange }: Props) {
  const { t } = useText()
  return (
    <Table.ScrollContainer minWidth={640} type="native">
      <Table aria-label={label} verticalSpacing="sm" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="36%">{t('configuration.name')}</Table.Th>
            <Table.Th>{t('configuration.value')}</Table.Th>
            <Table.Th w="24%">{t('configuration.source')}</Table.Th>
            <Table.Th w={130} aria-label={t('configuration.change')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {settings.map((setting) => (
            <Line key={setting.name} place={place} setting={setting} onChange={onChange} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
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
    <Table.Tr data-setting={name}>
      <Table.Td>
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="dimmed">
          {named(t, 'setting', `${name}.help`)}
        </Text>
      </Table.Td>
      <Table.Td data-testid="value">
        <Text style={{ overflowWrap: 'anywhere' }}>{valueText(name, value)}</Text>
      </Table.Td>
      <Table.Td>
        <Stack gap={6} align="flex-start">
          <SourceChip place={place} source={source} />
          {dated > 0 && (
            <Text size="sm" c="dimmed">
              {t('configuration.planned', { count: dated })}
            </Text>
          )}
          <ExceptionsBelow name={name} below={below} />
        </Stack>
      </Table.Td>
      <Table.Td>
        <Group justify="flex-end">
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
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}
