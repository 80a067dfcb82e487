import type { ReachKind } from '@cubby/protocol/operations/staff/reach'
import { MultiSelect, Radio, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { OrganizationSelect } from '../../support/form/OrganizationSelect.tsx'
import { useText } from '../../text.ts'
import type { StaffValues } from './staff-form.ts'
import { useLockerChoices, useSegmentChoices } from './several.ts'

const kinds: readonly ReachKind[] = ['network', 'organization', 'segments', 'lockers']

type Props = {
  values: StaffValues
  set: <Name extends keyof StaffValues>(name: Name, value: StaffValues[Name]) => void
  errors: Partial<Record<keyof StaffValues, string>>
}

/** Where a person may do what the role allows. */
export function ReachFields({ values, set, errors }: Props) {
  const { t } = useText()
  return (
    <FormGroup title={t('staff.group.reach')} why={t('staff.group.reach.why')}>
      <Radio.Group
        aria-label={t('staff.reach')}
        value={values.reach}
        onChange={(kind) => set('reach', kind)}
      >
        <Stack gap="sm">
          {kinds.map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={t(`reach.${kind}`)}
              description={t(`reach.${kind}.help`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {values.reach === 'organization' && (
        <OrganizationSelect
          label={t('filter.organization')}
          required
          value={values.organization}
          error={errors.organization ?? errors.reach}
          onChange={(organization) => set('organization', organization)}
        />
      )}
      {values.reach === 'segments' && <Segments values={values} set={set} errors={errors} />}
      {values.reach === 'lockers' && <Lockers values={values} set={set} errors={errors} />}
    </FormGroup>
  )
}

function Segments({ values, set, errors }: Props) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(wantedIn(typed), 200)
  return (
    <MultiSelect
      label={t('reach.segments')}
      required
      searchable
      data={useSegmentChoices(wanted, values.segments)}
      value={values.segments}
      error={errors.segments ?? errors.reach}
      onSearchChange={setTyped}
      onChange={(segments) => set('segments', segments)}
      nothingFoundMessage={t(wanted === '' ? 'reach.none' : 'list.filter.nothing')}
    />
  )
}

function Lockers({ values, set, errors }: Props) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(wantedIn(typed), 200)
  return (
    <MultiSelect
      label={t('reach.lockers')}
      required
      searchable
      data={useLockerChoices(wanted, values.lockers)}
      value={values.lockers}
      error={errors.lockers ?? errors.reach}
      onSearchChange={setTyped}
      onChange={(lockers) => set('lockers', lockers)}
      nothingFoundMessage={t('list.filter.nothing')}
    />
  )
}

/** One letter finds half the network; the server asks for two. */
const wantedIn = (typed: string) => (typed.trim().length < 2 ? '' : typed.trim())
