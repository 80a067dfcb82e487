import { Badge, Tabs, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ProblemList, useProblemCount } from '../../drawing/ProblemList.tsx'
import { useText } from '../../text.ts'
import { DoorFields } from './DoorFields.tsx'
import { MachineFields } from './MachineFields.tsx'
import { indexIn, saidProblem } from './said-problem.ts'
import type { LockerEditing } from './use-locker-editor.ts'
import type { LockerSaving } from './use-locker-saving.ts'

type Props = { editing: LockerEditing; saving: LockerSaving }

/** Beside the drawing: what is wrong with it, what it is as a whole, what stands on its doors. */
export function MachinePanel({ editing, saving }: Props) {
  const { t } = useText()
  const [tab, setTab] = useState<string | null>('problems')
  const { problems, draw, drawing, find, selected } = editing
  const { design } = drawing.now
  const count = useProblemCount(problems)
  const hasErrors = problems.some(({ level }) => level === 'error')
  return (
    <div className="card editor-side" style={{ padding: 12 }}>
      <Tabs value={tab} onChange={setTab}>
        <Tabs.List mb="sm" className="editor-tabs">
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
          <Tabs.Tab value="machine">{t('machine.tab.machine')}</Tabs.Tab>
          <Tabs.Tab value="doors">{t('machine.tab.doors')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="problems">
          <ProblemList
            problems={problems.map((problem) => saidProblem(t, problem))}
            onChoose={({ pointer }) => {
              const index = indexIn(pointer)
              if (index !== null) return editing.setSelected(index)
              if (pointer.startsWith('/naming')) return setTab('doors')
              if (pointer !== '/modules') setTab('machine')
            }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="machine">
          <MachineFields design={design} draw={draw} />
        </Tabs.Panel>
        <Tabs.Panel value="doors">
          <DoorFields design={design} draw={draw} find={find} selected={selected} />
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
