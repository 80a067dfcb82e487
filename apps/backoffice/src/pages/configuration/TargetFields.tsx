import { MultiSelect, TextInput } from '@mantine/core'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useLockers } from '../../support/list/choices.ts'
import { useText } from '../../text.ts'

type Props = {
  lockers: string[]
  doors: string
  /** What is wrong with the doors. */
  error: string | null
  isMissing: boolean
  onLockers: (lockers: string[]) => void
  onDoors: (doors: string) => void
}

/** Which lockers, and which of their doors. */
export function TargetFields({ lockers, doors, error, isMissing, onLockers, onDoors }: Props) {
  const { t } = useText()
  const choices = useLockers()
  return (
    <FormGroup title={t('configuration.many.where')} why={t('configuration.many.where.why')}>
      <MultiSelect
        label={t('configuration.many.lockers')}
        required
        searchable
        data={choices}
        value={lockers}
        error={isMissing && t('configuration.wrong.empty')}
        nothingFoundMessage={t('search.nothing')}
        onChange={onLockers}
      />
      <TextInput
        label={t('configuration.many.doors')}
        description={t('configuration.many.doors.help')}
        value={doors}
        error={error}
        onChange={(event) => onDoors(event.currentTarget.value)}
      />
    </FormGroup>
  )
}
