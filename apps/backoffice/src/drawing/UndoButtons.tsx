import { Group } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { useText } from '../text.ts'
import { Tool } from './Tool.tsx'
import type { Drawing } from './use-drawing.ts'

/** One step back, one step forward again. */
export function UndoButtons<T>({ drawing }: { drawing: Drawing<T> }) {
  const { t } = useText()
  const { canUndo, canRedo, undo, redo } = drawing
  return (
    <Group gap={4} wrap="nowrap">
      <Tool
        icon={IconArrowBackUp}
        label={t('model.undo')}
        hint="Ctrl Z"
        isOff={!canUndo}
        onClick={undo}
      />
      <Tool
        icon={IconArrowForwardUp}
        label={t('model.redo')}
        hint="Ctrl Shift Z"
        isOff={!canRedo}
        onClick={redo}
      />
    </Group>
  )
}
