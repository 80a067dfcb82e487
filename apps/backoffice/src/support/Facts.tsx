import { SimpleGrid, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../text.ts'

export type Fact = { label: string; value: ReactNode }

type Props = {
  facts: readonly Fact[]
  /** Beside each other where there is room. */
  cols?: number
  /** And on a phone. */
  narrowCols?: number
}

/** The facts that people come for, each with its name. What is not known is said, not left out. */
export function Facts({ facts, cols = 4, narrowCols = 1 }: Props) {
  const { t } = useText()
  return (
    <SimpleGrid
      component="dl"
      m={0}
      cols={{ base: narrowCols, xs: Math.max(2, narrowCols), lg: cols }}
      spacing="md"
      verticalSpacing="sm"
    >
      {facts.map(({ label, value }) => (
        <div key={label}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} className="numbers" style={{ overflowWrap: 'anywhere' }}>
            {value === null || value === undefined || value === '' ? t('page.none') : value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  )
}
