import { ActionIcon, Button, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { languages } from '@cubby/i18n/screens/screen-text'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useText } from '../../text.ts'
import type { DirectionValues, FieldProps } from './location-form.ts'

/** How to find the place, in each language in which somebody has told it. */
export function DirectionFields({ values, set, errors }: FieldProps) {
  const { t } = useText()
  const { directions } = values
  const change = (at: number, over: Partial<DirectionValues>) =>
    set(
      'directions',
      directions.map((each, i) => (i === at ? { ...each, ...over } : each)),
    )
  const unused = Object.keys(languages).find((each) =>
    directions.every(({ language }) => language !== each),
  )
  return (
    <FormGroup title={t('location.directions')} why={t('location.directions.why')}>
      {directions.map((direction, i) => (
        <DirectionRow
          key={i}
          direction={direction}
          onChange={(over) => change(i, over)}
          onRemove={() =>
            set(
              'directions',
              directions.filter((_, other) => other !== i),
            )
          }
        />
      ))}
      {errors['directions'] && (
        <Text size="sm" c="alarm" role="alert">
          {errors['directions']}
        </Text>
      )}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => set('directions', [...directions, { language: unused ?? '', text: '' }])}
        >
          {t('location.directions.add')}
        </Button>
      </div>
    </FormGroup>
  )
}

type RowProps = {
  direction: DirectionValues
  onChange: (over: Partial<DirectionValues>) => void
  onRemove: () => void
}

function DirectionRow({ direction, onChange, onRemove }: RowProps) {
  const { t } = useText()
  const own = Object.entries(languages).map(([value, { name }]) => ({ value, label: name }))
  const isOurs = direction.language === '' || direction.language in languages
  const data = isOurs ? own : [...own, { value: direction.language, label: direction.language }]
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs">
        <Select
          style={{ flex: 1 }}
          label={t('location.directions.language')}
          data={data}
          value={direction.language || null}
          onChange={(value) => onChange({ language: value ?? '' })}
        />
        <ActionIcon
          size={36}
          variant="default"
          aria-label={t('location.directions.remove')}
          onClick={onRemove}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <Textarea
        autosize
        minRows={2}
        dir="auto"
        label={t('location.directions.text')}
        value={direction.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
    </Stack>
  )
}
