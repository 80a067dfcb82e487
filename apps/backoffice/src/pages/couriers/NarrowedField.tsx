import type { OfficeTextId } from '@cubby/i18n/office/texts'
import { MultiSelect, Radio, Stack } from '@mantine/core'
import type { Choice } from '../../support/list/filter.ts'
import { useText } from '../../text.ts'

type Props = {
  text: 'courier.carries-for' | 'courier.segments'
  help: OfficeTextId
  choices: Choice[]
  chosen: readonly string[] | null
  error: string | undefined
  onChange: (ids: string[] | null) => void
}

/** No limit, or some of a list. */
export function NarrowedField({ text, help, choices, chosen, error, onChange }: Props) {
  const { t } = useText()
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t(text)}
        value={chosen === null ? 'any' : 'limit'}
        onChange={(value) => onChange(value === 'any' ? null : [])}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="any" label={t(`${text}.any`)} />
          <Radio value="limit" label={t(`${text}.limit`)} />
        </Stack>
      </Radio.Group>
      {chosen && (
        <MultiSelect
          label={t(`${text}.limit`)}
          description={t(help)}
          searchable
          data={choices}
          value={[...chosen]}
          error={error}
          onChange={onChange}
          nothingFoundMessage={t('search.nothing')}
        />
      )}
    </Stack>
  )
}
