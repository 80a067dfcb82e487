import { TextInput } from '@mantine/core'
import { FormGroup } from '../../../support/form/FormPage.tsx'
import { useText } from '../../../text.ts'
import { LockersSelect } from './LockersSelect.tsx'

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
  return (
    <FormGroup title={t('configuration.many.where')} why={t('configuration.many.where.why')}>
      <LockersSelect
        value={lockers}
        error={isMissing && t('configuration.wrong.empty')}
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
