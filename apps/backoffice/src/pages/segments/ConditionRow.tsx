import {
  ActionIcon,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useText } from '../../text.ts'
import { useReleasedModels } from '../lockers/service/use-models.ts'
import { useCountries } from '../locations/use-countries.ts'
import { conditionKinds, type ConditionValues, newCondition } from './segment-form.ts'

type Props = {
  number: number
  condition: ConditionValues
  onChange: (condition: ConditionValues) => void
  /** Null: it is the only one. */
  onRemove: (() => void) | null
}

/** One condition: of what, and what it must be. */
export function ConditionRow({ number, condition, onChange, onRemove }: Props) {
  const { t } = useText()
  return (
    <Stack gap="xs" className="card" p="sm">
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <Select
          style={{ flex: 1 }}
          label={t('segment.condition', { number })}
          allowDeselect={false}
          data={conditionKinds.map((value) => ({ value, label: t(`segment.condition.${value}`) }))}
          value={condition.of}
          onChange={(of) => of && onChange({ ...newCondition, of })}
        />
        {onRemove && (
          <ActionIcon
            size={36}
            variant="default"
            aria-label={t('segment.condition.remove', { number })}
            onClick={onRemove}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      <ValueFields condition={condition} onChange={onChange} />
    </Stack>
  )
}

type ValueProps = Pick<Props, 'condition' | 'onChange'>

function ValueFields({ condition, onChange }: ValueProps) {
  const { t } = useText()
  const { of, words, number } = condition
  const setWords = (next: string[]) => onChange({ ...condition, words: next })
  switch (of) {
    case 'country':
      return <Countries words={words} onChange={setWords} />
    case 'model':
      return <Models words={words} onChange={setWords} />
    case 'name':
      return (
        <TextInput
          label={t('segment.value.name')}
          value={words[0] ?? ''}
          onChange={(event) => setWords([event.currentTarget.value])}
        />
      )
    case 'cells':
      return (
        <NumberInput
          label={t('segment.value.cells')}
          min={1}
          value={number}
          onChange={(value) => onChange({ ...condition, number: value })}
        />
      )
    case 'distance':
      return <Distance condition={condition} onChange={onChange} />
    default:
      return (
        <TagsInput
          label={t(`segment.value.${of}`)}
          description={t('segment.value.several')}
          value={words}
          onChange={setWords}
          acceptValueOnBlur
        />
      )
  }
}

function Countries({ words, onChange }: { words: string[]; onChange: (words: string[]) => void }) {
  const { t } = useText()
  const countries = useCountries()
  return (
    <MultiSelect
      label={t('segment.value.country')}
      searchable
      data={countries}
      value={words}
      onChange={onChange}
      nothingFoundMessage={t('search.nothing')}
    />
  )
}

function Models({ words, onChange }: { words: string[]; onChange: (words: string[]) => void }) {
  const { t } = useText()
  const { choices } = useReleasedModels()
  const unknown = words.filter((id) => choices.every(({ value }) => value !== id))
  return (
    <MultiSelect
      label={t('segment.value.model')}
      searchable
      data={[...choices, ...unknown.map((id) => ({ value: id, label: id }))]}
      value={words}
      onChange={onChange}
      nothingFoundMessage={t('search.nothing')}
    />
  )
}

function Distance({ condition, onChange }: ValueProps) {
  const { t } = useText()
  const field = (name: 'number' | 'latitude' | 'longitude', label: string) => (
    <NumberInput
      label={label}
      hideControls
      decimalScale={6}
      value={condition[name]}
      onChange={(value) => onChange({ ...condition, [name]: value })}
    />
  )
  return (
    <Group grow align="flex-end">
      {field('number', t('segment.value.distance'))}
      {field('latitude', t('location.latitude'))}
      {field('longitude', t('location.longitude'))}
    </Group>
  )
}
