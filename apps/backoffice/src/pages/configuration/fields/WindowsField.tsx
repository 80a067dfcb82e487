import type { WeeklyHours } from '@cubby/domain/shapes'
import { ActionIcon, Group, Input, NativeSelect, Stack, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { RowList } from '../../../support/form/RowList.tsx'
import { useText } from '../../../text.ts'
import { clockText, dayName } from '../use-value-text.ts'
import type { FieldProps } from './field-props.ts'

type Hours = WeeklyHours[number]
/** Two to four on a Tuesday morning: when nobody comes. */
const usual: Hours = { day: 2, fromMinute: 120, toMinute: 240 }
const HOURS_MAX = 21

/** Hours that come again every week. */
export function WindowsField({ label, value, error, onChange }: FieldProps<WeeklyHours>) {
  const { t } = useText()
  return (
    <Input.Wrapper
      component="fieldset"
      className="plain-fieldset"
      label={label}
      labelElement="div"
      error={error}
    >
      <Stack gap="xs" mt="xs">
        <RowList
          rows={value}
          fresh={usual}
          add={t('configuration.window.add')}
          atMost={HOURS_MAX}
          onChange={onChange}
        >
          {(hours, { change, remove }) => (
            <HoursLine hours={hours} onChange={change} onRemove={remove} />
          )}
        </RowList>
      </Stack>
    </Input.Wrapper>
  )
}

type LineProps = { hours: Hours; onChange: (hours: Hours) => void; onRemove: () => void }

function HoursLine({ hours, onChange, onRemove }: LineProps) {
  const { t, intl } = useText()
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    value: String(day),
    label: dayName(day, intl, 'long'),
  }))
  return (
    <Group gap="xs" align="flex-end">
      <NativeSelect
        label={t('configuration.window.day')}
        data={days}
        value={String(hours.day)}
        style={{ flex: '1 1 160px' }}
        onChange={(event) => onChange({ ...hours, day: Number(event.currentTarget.value) })}
      />
      <TimeInput
        label={t('configuration.window.from')}
        minutes={hours.fromMinute}
        onChange={(fromMinute) => onChange({ ...hours, fromMinute })}
      />
      <TimeInput
        label={t('configuration.window.to')}
        minutes={hours.toMinute}
        onChange={(toMinute) => onChange({ ...hours, toMinute })}
      />
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('configuration.window.remove')}
        onClick={onRemove}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

type TimeProps = { label: string; minutes: number; onChange: (minutes: number) => void }

function TimeInput({ label, minutes, onChange }: TimeProps) {
  return (
    <TextInput
      type="time"
      label={label}
      value={clockText(minutes)}
      onChange={(event) => {
        const [hour = Number.NaN, minute = Number.NaN] = event.currentTarget.value
          .split(':')
          .map(Number)
        if (Number.isFinite(hour) && Number.isFinite(minute)) onChange(hour * 60 + minute)
      }}
    />
  )
}
