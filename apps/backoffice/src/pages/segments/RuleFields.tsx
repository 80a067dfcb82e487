import { Button, Radio, Stack, Text } from '@mantine/core'
import { limits } from '@cubby/kit/limits'
import { IconPlus } from '@tabler/icons-react'
import { useText } from '../../text.ts'
import { ConditionRow } from './ConditionRow.tsx'
import { type FieldProps, newCondition } from './segment-form.ts'

/** A rule as sentences: all or any of these are true. */
export function RuleFields({ values, set, errors }: FieldProps) {
  const { t } = useText()
  const { conditions } = values
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('segment.match')}
        value={values.match}
        onChange={(value) => set('match', value === 'any' ? 'any' : 'all')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="all" label={t('segment.match.all')} />
          <Radio value="any" label={t('segment.match.any')} />
        </Stack>
      </Radio.Group>
      {conditions.map((condition, i) => (
        <ConditionRow
          key={i}
          number={i + 1}
          condition={condition}
          onChange={(next) =>
            set(
              'conditions',
              conditions.map((each, other) => (other === i ? next : each)),
            )
          }
          onRemove={
            conditions.length > 1
              ? () =>
                  set(
                    'conditions',
                    conditions.filter((_, other) => other !== i),
                  )
              : null
          }
        />
      ))}
      {errors['conditions'] && (
        <Text size="sm" c="alarm" role="alert">
          {errors['conditions']}
        </Text>
      )}
      {conditions.length < limits.segmentConditionsMax && (
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => set('conditions', [...conditions, newCondition])}
          >
            {t('segment.condition.add')}
          </Button>
        </div>
      )}
    </Stack>
  )
}
