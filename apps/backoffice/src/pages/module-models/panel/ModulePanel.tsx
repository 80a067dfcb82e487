import { Text } from '@mantine/core'
import { useState } from 'react'
import { DrawingPanel } from '../../../drawing/version/DrawingPanel.tsx'
import { useText } from '../../../text.ts'
import { CellFields } from './CellFields.tsx'
import { ControlFields } from './ControlFields.tsx'
import { ModuleFields } from './ModuleFields.tsx'
import { partIn, saidProblem } from '../said-problem.ts'
import type { ModuleEditing } from '../use-module-editor.ts'
import type { ModuleSaving } from '../use-module-saving.ts'

type Props = { editing: ModuleEditing; saving: ModuleSaving }

/** Beside the drawing: what is chosen, what the module is as a whole, what is wrong with it. */
export function ModulePanel({ editing, saving }: Props) {
  const { t } = useText()
  const [tab, setTab] = useState('chosen')
  const { problems, design, drawing } = editing
  return (
    <DrawingPanel
      tab={tab}
      onTab={setTab}
      before={[
        {
          name: 'chosen',
          label: t('module.tab.chosen'),
          content: <Chosen editing={editing} />,
        },
        {
          name: 'module',
          label: t('module.tab.module'),
          content: <ModuleFields editing={editing} />,
        },
      ]}
      problems={problems}
      said={problems.map((problem) => saidProblem(t, design, problem))}
      onProblem={({ pointer }) => {
        const part = partIn(design, pointer)
        if (part) editing.setChosen([part])
        setTab(part ? 'chosen' : 'module')
      }}
      isTouched={drawing.isTouched}
      note={saving.note}
      onNote={saving.setNote}
    />
  )
}

function Chosen({ editing }: { editing: ModuleEditing }) {
  const { t } = useText()
  const { design, selected, keys } = editing
  const [first] = selected
  if (first?.kind === 'control' && selected.length === 1)
    return <ControlFields key={first.index} editing={editing} index={first.index} />
  const cells = design.cells.filter(({ key }) => keys.includes(key))
  if (cells.length === 0) return <Text c="dimmed">{t('module.chosen.none')}</Text>
  return <CellFields key={keys.join(' ')} editing={editing} cells={cells} />
}
