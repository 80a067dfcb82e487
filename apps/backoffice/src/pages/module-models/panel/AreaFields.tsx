import type { Area } from '@cubby/domain/cells/layout'
import { SimpleGrid } from '@mantine/core'
import { WholeNumber } from '../../../drawing/WholeNumber.tsx'
import { useText } from '../../../text.ts'

type Props = { area: Area; onChange: (area: Area, tag: string) => void }

const fields = ['x', 'y', 'width', 'height'] as const

/** Where something is and how large, to the millimetre. */
export function AreaFields({ area, onChange }: Props) {
  const { t } = useText()
  return (
    <SimpleGrid cols={2} spacing="xs" verticalSpacing={6}>
      {fields.map((field) => (
        <WholeNumber
          key={field}
          label={t(`module.field.${field}`)}
          value={area[field]}
          min={field === 'x' || field === 'y' ? 0 : 1}
          max={3_000}
          onChange={(value) => onChange({ ...area, [field]: value ?? 0 }, `area ${field}`)}
        />
      ))}
    </SimpleGrid>
  )
}
