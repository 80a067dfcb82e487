import { Select, Stack, Text } from '@mantine/core'
import { useText } from '../../../text.ts'
import { AreaFields } from './AreaFields.tsx'
import type { ModuleEditing } from '../use-module-editor.ts'

/** Where a chosen control is. */
export function ControlFields({ editing, index }: { editing: ModuleEditing; index: number }) {
  const { t } = useText()
  const control = editing.design.controls[index]
  if (!control) return null
  return (
    <Stack gap="sm">
      <Text fw={600}>{t(`module.control.${control.kind}`)}</Text>
      <AreaFields
        area={control.area}
        onChange={(area, tag) =>
          editing.place([{ part: { kind: 'control', index }, area }], `control ${index} ${tag}`)
        }
      />
      <Select
        size="sm"
        label={t('module.field.side')}
        allowDeselect={false}
        data={(['front', 'back'] as const).map((value) => ({
          value,
          label: t(`module.field.sides.${value}`),
        }))}
        value={control.side}
        onChange={(value) =>
          editing.draw((now) => ({
            ...now,
            controls: now.controls.with(index, {
              ...control,
              side: value === 'back' ? 'back' : 'front',
            }),
          }))
        }
      />
    </Stack>
  )
}
