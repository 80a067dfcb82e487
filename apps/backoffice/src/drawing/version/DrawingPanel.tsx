import type { DesignProblem } from '@cubby/domain/constructor/design-problem'
import { Badge, Tabs, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../text.ts'
import { ProblemList, type SaidProblem, useProblemCount } from '../ProblemList.tsx'

export type PanelTab = { name: string; label: string; content: ReactNode }

type Props = {
  tab: string
  onTab: (tab: string) => void
  /** Left of what is wrong, and right of it. */
  before?: readonly PanelTab[]
  after?: readonly PanelTab[]
  problems: readonly DesignProblem[]
  said: readonly SaidProblem[]
  onProblem: (problem: SaidProblem) => void
  /** What is to be said of the next version; asked once something has been drawn. */
  isTouched: boolean
  note: string
  onNote: (note: string) => void
}

/** Beside a drawing: its fields, and what is wrong with it. */
export function DrawingPanel(props: Props) {
  const { t } = useText()
  const { tab, problems, before = [], after = [] } = props
  const count = useProblemCount(problems)
  const hasErrors = problems.some(({ level }) => level === 'error')
  const heads = (tabs: readonly PanelTab[]) =>
    tabs.map(({ name, label }) => (
      <Tabs.Tab key={name} value={name}>
        {label}
      </Tabs.Tab>
    ))
  return (
    <div className="card editor-side" style={{ padding: 12 }}>
      <Tabs value={tab} onChange={(next) => next && props.onTab(next)}>
        <Tabs.List mb="sm" className="editor-tabs">
          {heads(before)}
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
          {heads(after)}
        </Tabs.List>
        {[...before, ...after].map(({ name, content }) => (
          <Tabs.Panel key={name} value={name}>
            {content}
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="problems">
          <ProblemList problems={props.said} onChoose={props.onProblem} />
        </Tabs.Panel>
      </Tabs>
      {props.isTouched && (
        <Textarea
          mt="md"
          size="sm"
          autosize
          maxRows={4}
          maxLength={500}
          label={t('model.note')}
          value={props.note}
          onChange={(event) => props.onNote(event.currentTarget.value)}
        />
      )}
    </div>
  )
}
