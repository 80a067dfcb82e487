import { Text } from '@mantine/core'
import { useText } from '../../text.ts'
import type { Difference } from './differences.ts'

/** What has changed since the version before, one sentence for each. */
export function Comparison({ differences }: { differences: readonly Difference[] }) {
  const { t } = useText()
  if (differences.length === 0) return <Text size="sm">{t('model.compare.none')}</Text>
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20 }} data-testid="comparison">
      {differences.map((difference, i) => (
        // Lines have no name of their own, and none is moved.
        <Text component="li" size="sm" key={i}>
          {difference.kind === 'changed'
            ? t('model.compare.changed', {
                what: difference.what,
                how: difference.values
                  ? t('model.compare.values', difference.values)
                  : t('model.compare.otherwise'),
              })
            : t(`model.compare.${difference.kind}`, { what: difference.what })}
        </Text>
      ))}
    </ul>
  )
}
