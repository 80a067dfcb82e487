import { Badge, Tabs, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ProblemList, useProblemCount } from '../../drawing/ProblemList.tsx'
import { useText } from '../../text.ts'
import { CellFields } from './CellFields.tsx'
import { ControlFields } from './ControlFields.tsx'
import { ModuleFields } from './ModuleFields.tsx'
import { partIn, saidProblem } from './said-problem.ts'
import type { ModuleEditing } from './use-module-editor.ts'
import type { ModuleSaving } from './use-module-saving.ts'

type Props = { editing: ModuleEditing; saving: ModuleSaving }

/** Beside the drawing: what is chosen, what the module is as a whole, what is wrong with it. */
export function ModulePanel({ editing, saving }: Props) {
  const { t } = useText()
  const [tab, setTab] = useState<string | null>('chosen')
  const { problems, design, drawing } = editing
  const count = useProblemCount(problems)
  const hasErrors = problems.some(({ level }) => level === 'error')
  return (
    <div className="card editor-side" style={{ padding: 12 }}>
      <Tabs value={tab} onChange={setTab}>
        <Tabs.List mb="sm" className="editor-tabs">
          <Tabs.Tab value="chosen">{t('module.tab.chosen')}</Tabs.Tab>
          <Tabs.Tab value="module">{t('module.tab.module')}</Tabs.Tab>
          <Tabs.Tab
            value="problems"
            title={count}
            rightSection={
              problems.length > 0 && (
                <Badge size="sm" color={hasErrors ? 'alarm' : 'signal'} variant="filled" circle>
                  {problems.length}
                </Badge>
              )
            }
          >
            {t('model.problems')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="chosen">
          <Chosen editing={editing} />
        </Tabs.Panel>
        <Tabs.Panel value="module">
          <ModuleFields editing={editing} />
        </Tabs.Panel>
        <Tabs.Panel value="problems">
          <ProblemList
            problems={problems.map((problem) => saidProblem(t, design, problem))}
            onChoose={({ pointer }) => {
              const part = partIn(design, pointer)
              if (part) editing.setChosen([part])
              setTab(part ? 'chosen' : 'module')
            }}
          />
        </Tabs.Panel>
      </Tabs>
      {drawing.isTouched && (
        <Textarea
          mt="md"
          size="sm"
          autosize
          maxRows={4}
          maxLength={500}
          label={t('model.note')}
          value={saving.note}
          onChange={(event) => saving.setNote(event.currentTarget.value)}
        />
      )}
    </div>
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
