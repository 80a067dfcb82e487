import { useState } from 'react'
import { DrawingPanel } from '../../../drawing/version/DrawingPanel.tsx'
import { useText } from '../../../text.ts'
import { DoorFields } from './DoorFields.tsx'
import { MachineFields } from './MachineFields.tsx'
import { indexIn, saidProblem } from '../said-problem.ts'
import type { LockerEditing } from '../use-locker-editor.ts'
import type { LockerSaving } from '../use-locker-saving.ts'

type Props = { editing: LockerEditing; saving: LockerSaving }

/** Beside the drawing: what is wrong with it, what it is as a whole, what stands on its doors. */
export function MachinePanel({ editing, saving }: Props) {
  const { t } = useText()
  const [tab, setTab] = useState('problems')
  const { problems, draw, drawing, find, selected } = editing
  const { design } = drawing.now
  return (
    <DrawingPanel
      tab={tab}
      onTab={setTab}
      problems={problems}
      said={problems.map((problem) => saidProblem(t, problem))}
      onProblem={({ pointer }) => {
        const index = indexIn(pointer)
        if (index !== null) return editing.setSelected(index)
        if (pointer.startsWith('/naming')) return setTab('doors')
        if (pointer !== '/modules') setTab('machine')
      }}
      after={[
        {
          name: 'machine',
          label: t('machine.tab.machine'),
          content: <MachineFields design={design} draw={draw} />,
        },
        {
          name: 'doors',
          label: t('machine.tab.doors'),
          content: <DoorFields design={design} draw={draw} find={find} selected={selected} />,
        },
      ]}
      isTouched={drawing.isTouched}
      note={saving.note}
      onNote={saving.setNote}
    />
  )
}
