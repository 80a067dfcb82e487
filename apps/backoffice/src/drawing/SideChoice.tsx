import type { Side } from '@cubby/domain/cells/layout'
import { SegmentedControl } from '@mantine/core'
import { useText } from '../text.ts'

/** Which side of a machine is shown. */
export function SideChoice({ side, onChange }: { side: Side; onChange: (side: Side) => void }) {
  const { t } = useText()
  return (
    <SegmentedControl
      aria-label={t('model.side')}
      value={side}
      onChange={(value) => onChange(value === 'back' ? 'back' : 'front')}
      data={[
        { value: 'front', label: t('model.side.front') },
        { value: 'back', label: t('model.side.back') },
      ]}
    />
  )
}
