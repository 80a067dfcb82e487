import {
  Button,
  CloseButton,
  Group,
  NativeSelect,
  Radio,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useText } from '../../text.ts'
import type { HoursRow } from './courier-form.ts'

type Props = {
  hours: readonly HoursRow[] | null
  error: string | undefined
  onChange: (hours: readonly HoursRow[] | null) => void
}

const days = [1, 2, 3, 4, 5, 6, 7] as const
const workday = (day: number): HoursRow => ({ day, from: '08:00', to: '17:00' })

/** When somebody may work: at any time, or in hours that come again every week. */
export function HoursFields({ hours, error, onChange }: Props) {
  const { t } = useText()
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('courier.hours')}
        description={t('courier.hours.help')}
        value={hours === null ? 'any' : 'limit'}
        onChange={(value) => onChange(value === 'any' ? null : [1, 2, 3, 4, 5].map(workday))}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="any" label={t('courier.hours.any')} />
          <Radio value="limit" label={t('courier.hours.limit')} />
        </Stack>
      </Radio.Group>
      {hours?.map((row, i) => (
        <Row
          // Lines have no name of their own, and none is moved.
          key={i}
          row={row}
          onChange={(next) => onChange(hours.with(i, next))}
          onRemove={() => onChange(hours.toSpliced(i, 1))}
        />
      ))}
      {error && (
        <Text c="alarm" size="sm" role="alert">
          {error}
        </Text>
      )}
      {hours && hours.length < 50 && (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => onChange([...hours, workday(((hours.at(-1)?.day ?? 0) % 7) + 1)])}
        >
          {t('courier.hours.add')}
        </Button>
      )}
    </Stack>
  )
}

type RowProps = { row: HoursRow; onChange: (row: HoursRow) => void; onRemove: () => void }

function Row({ row, onChange, onRemove }: RowProps) {
  const { t } = useText()
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <NativeSelect
        flex="1 1 120px"
        miw={0}
        label={t('courier.day')}
        value={String(row.day)}
        data={days.map((day) => ({ value: String(day), label: t(`courier.day.${day}`) }))}
        onChange={(event) => onChange({ ...row, day: Number(event.currentTarget.value) })}
      />
      {(['from', 'to'] as const).map((name) => (
        <TextInput
          key={name}
          type="time"
          flex="1 1 90px"
          miw={0}
          label={t(`courier.hours.${name}`)}
          value={row[name]}
          onChange={(event) => onChange({ ...row, [name]: event.currentTarget.value })}
        />
      ))}
      <CloseButton size="lg" mb={2} aria-label={t('courier.hours.remove')} onClick={onRemove} />
    </Group>
  )
}
