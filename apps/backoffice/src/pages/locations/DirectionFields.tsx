import { ActionIcon, Group, Select, Stack, Textarea } from '@mantine/core'
import { languages } from '@cubby/i18n/screens/screen-text'
import { IconTrash } from '@tabler/icons-react'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { RowList } from '../../support/form/RowList.tsx'
import { useText } from '../../text.ts'
import type { DirectionValues, FieldProps } from './location-form.ts'

/** How to find the place, in each language in which somebody has told it. */
export function DirectionFields({ values, set, errors }: FieldProps) {
  const { t } = useText()
  const { directions } = values
  const unused = Object.keys(languages).find((each) =>
    directions.every(({ language }) => language !== each),
  )
  return (
    <FormGroup title={t('location.directions')} why={t('location.directions.why')}>
      <RowList
        rows={directions}
        fresh={{ language: unused ?? '', text: '' }}
        add={t('location.directions.add')}
        error={errors['directions']}
        onChange={(next) => set('directions', next)}
      >
        {(direction, { change, remove }) => (
          <DirectionRow direction={direction} onChange={change} onRemove={remove} />
        )}
      </RowList>
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
