import { Group, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useText } from '../../../text.ts'
import type { LineValues } from './wiring-draft.ts'

type Props = { value: LineValues; onChange: (line: LineValues) => void }

/** What carries the bytes to the boards: a serial port of the computer, or an adapter in the machine's network. */
export function LineFields({ value, onChange }: Props) {
  const { t } = useText()
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={t('wiring.line')}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind === 'tcp' ? 'tcp' : 'serial' })}
        data={[
          { value: 'serial', label: t('wiring.line.serial') },
          { value: 'tcp', label: t('wiring.line.tcp') },
        ]}
      />
      {value.kind === 'serial' ? (
        <TextInput
          label={t('wiring.line.path')}
          dir="ltr"
          maxLength={200}
          value={value.path}
          onChange={(event) => onChange({ ...value, path: event.currentTarget.value })}
        />
      ) : (
        <Group grow align="flex-start">
          <TextInput
            label={t('wiring.line.host')}
            dir="ltr"
            maxLength={200}
            value={value.host}
            onChange={(event) => onChange({ ...value, host: event.currentTarget.value })}
          />
          <NumberInput
            label={t('wiring.line.port')}
            min={1}
            max={65_535}
            allowDecimal={false}
            value={value.port}
            onChange={(port) => onChange({ ...value, port: Number(port) })}
          />
        </Group>
      )}
    </Stack>
  )
}
