import { NumberInput, Radio, Stack, TextInput } from '@mantine/core'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useText } from '../../text.ts'
import { RuleFields } from './RuleFields.tsx'
import type { FieldProps } from './segment-form.ts'
import { SegmentPreview } from './SegmentPreview.tsx'

/** The fields of a segment, and which lockers they choose as one types. */
export function SegmentFields(props: FieldProps) {
  const { values, set, errors } = props
  const { t } = useText()
  return (
    <>
      <FormGroup title={t('segment.group.what')} why={t('segment.group.what.why')}>
        <TextInput
          label={t('segment.name')}
          required
          value={values.name}
          error={errors['name']}
          onChange={(event) => set('name', event.currentTarget.value)}
        />
        <NumberInput
          label={t('segment.rank')}
          description={t('segment.rank.help')}
          value={values.rank}
          error={errors['rank']}
          onChange={(value) => set('rank', value)}
        />
      </FormGroup>
      <FormGroup title={t('segment.group.who')} why={t('segment.group.who.why')}>
        <Radio.Group
          label={t('segment.by')}
          value={values.by}
          onChange={(value) => set('by', value === 'rule' ? 'rule' : 'hand')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="rule" label={t('segment.by.rule')} />
            <Radio value="hand" label={t('segment.by.hand')} />
          </Stack>
        </Radio.Group>
        {values.by === 'rule' && <RuleFields {...props} />}
      </FormGroup>
      {values.by === 'rule' && <SegmentPreview values={values} />}
    </>
  )
}
