import { Group, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../text.ts'
import { UndoButtons } from './UndoButtons.tsx'
import type { Drawing } from './use-drawing.ts'

type Props<T> = {
  drawing: Drawing<T>
  error: string | false
  /** Besides, such as the choice of the side. */
  children: ReactNode
}

/** Above a drawing: what it is called, and the steps back and forward. */
export function NameRow<T extends { name: string }>({ drawing, error, children }: Props<T>) {
  const { t } = useText()
  return (
    <Group justify="space-between" align="flex-end">
      <TextInput
        label={t('model.name')}
        required
        style={{ flex: '1 1 240px' }}
        maw={420}
        maxLength={200}
        value={drawing.now.name}
        error={error}
        onChange={(event) => {
          const typed = event.currentTarget.value
          drawing.change((now) => ({ ...now, name: typed }), 'name')
        }}
      />
      <Group gap="xs">
        {children}
        <UndoButtons drawing={drawing} />
      </Group>
    </Group>
  )
}
