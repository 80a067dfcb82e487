import { Button, Checkbox, Group, Input, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../../text.ts'
import { emptyGrid, gridOf, type HoursGrid, textOfGrid, timesOf } from './hours-grid.ts'
import { HoursPreview } from './HoursPreview.tsx'
import { useWeekdays } from './use-weekdays.ts'

type Props = {
  label: string
  help: string
  /** In OSM opening-hours syntax; empty: not told. */
  value: string
  onChange: (value: string) => void
  country: string
  timeZone: string
  error?: string | undefined
}

/** Hours as a week that everybody can fill in, and as the text that is kept, for what a week cannot say. */
export function HoursEditor(props: Props) {
  const { label, help, value, onChange, error } = props
  const { t } = useText()
  const [grid, setGrid] = useState<HoursGrid | null>(() => gridOf(value))
  const change = (next: HoursGrid) => {
    setGrid(next)
    const text = textOfGrid(next)
    if (text !== null) onChange(text)
  }
  const type = (text: string) => {
    setGrid(gridOf(text))
    onChange(text)
  }
  return (
    <Stack gap="sm" component="fieldset" m={0} p={0} style={{ border: 0, minWidth: 0 }}>
      <legend style={{ padding: 0, paddingBottom: 8 }}>
        <Text fw={600}>{label}</Text>
        <Text size="sm" c="dimmed">
          {help}
        </Text>
      </legend>
      {grid === null ? (
        <Text size="sm">{t('hours.expert-only')}</Text>
      ) : (
        <WeekFields grid={grid} onChange={change} />
      )}
      <TextInput
        dir="ltr"
        label={t('hours.text')}
        description={t('hours.text.help')}
        placeholder="Mo-Fr 09:00-18:00; PH off"
        value={value}
        error={error}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <HoursPreview {...props} />
    </Stack>
  )
}

type WeekProps = { grid: HoursGrid; onChange: (grid: HoursGrid) => void }

function WeekFields({ grid, onChange }: WeekProps) {
  const { t } = useText()
  const { names } = useWeekdays()
  const setDay = (day: number, times: string) =>
    onChange({ ...grid, days: grid.days.map((each, i) => (i === day ? times : each)) })
  const fill = (times: string, from: number, to: number) =>
    onChange({ ...grid, days: grid.days.map((each, i) => (i >= from && i < to ? times : each)) })
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => fill('00:00-24:00', 0, 7)}>
          {t('hours.always')}
        </Button>
        <Button size="xs" variant="default" onClick={() => fill(grid.days[0] ?? '', 0, 5)}>
          {t('hours.copy')}
        </Button>
        <Button size="xs" variant="default" onClick={() => onChange(emptyGrid)}>
          {t('hours.clear')}
        </Button>
      </Group>
      <SimpleGrid cols={1} spacing={6} verticalSpacing={6}>
        {names.map((name, day) => (
          <DayField
            key={name}
            name={name}
            times={grid.days[day] ?? ''}
            onChange={(times) => setDay(day, times)}
          />
        ))}
      </SimpleGrid>
      <Checkbox
        label={t('hours.holidays')}
        checked={grid.isShutOnHolidays}
        onChange={(event) => onChange({ ...grid, isShutOnHolidays: event.currentTarget.checked })}
      />
    </Stack>
  )
}

type DayProps = { name: string; times: string; onChange: (times: string) => void }

function DayField({ name, times, onChange }: DayProps) {
  const { t } = useText()
  const isWrong = timesOf(times) === null
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <Text w={120} pt={8} style={{ flexShrink: 0 }} aria-hidden>
        {name}
      </Text>
      <Input.Wrapper style={{ flex: 1 }} error={isWrong && t('hours.day.wrong')}>
        <TextInput
          dir="ltr"
          aria-label={name}
          placeholder={t('hours.day.closed')}
          value={times}
          error={isWrong}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </Input.Wrapper>
    </Group>
  )
}
