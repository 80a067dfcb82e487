import type { Side } from '@cubby/domain/cells/layout'
import { moduleProblems } from '@cubby/domain/constructor/module-problems'
import type { ModuleModelReply } from '@cubby/protocol/operations/models/module-model-shapes'
import { useState } from 'react'
import { ModuleFront } from '../../drawing/front/ModuleFront.tsx'
import { Scene } from '../../drawing/scene/Scene.tsx'
import { useUnit } from '../../drawing/scene/scene-scale.ts'
import { SideChoice } from '../../drawing/SideChoice.tsx'
import { VersionPage } from '../../drawing/version/VersionPage.tsx'
import { to } from '../../paths.ts'
import { Section } from '../../support/Section.tsx'
import { useText } from '../../text.ts'
import { ModuleVersions } from './ModuleVersions.tsx'
import { saidProblem } from './said-problem.ts'

type Props = {
  model: ModuleModelReply
  /** What keeps it from being drawn on here; null: it is an old version. */
  why: string | null
}

/** One version of a module, to look at. */
export function ModuleModelView({ model, why }: Props) {
  const { t } = useText()
  const [side, setSide] = useState<Side>('front')
  const { name, design } = model
  return (
    <VersionPage
      model={model}
      crumbs={[
        { label: t('models.title'), href: to.models() },
        { label: t('modules.title'), href: to.moduleModels() },
      ]}
      why={why}
      newest={to.moduleModel(model.id)}
      problems={moduleProblems(design).map((problem) => saidProblem(t, design, problem))}
      versions={(isOpen, onClose) => (
        <ModuleVersions model={model} isOpen={isOpen} onClose={onClose} />
      )}
    >
      <Section title={t('model.drawing')} tools={<SideChoice side={side} onChange={setSide} />}>
        <Scene
          widthMm={design.widthMm + 60}
          heightMm={Math.max(1_900, design.heightMm + 40)}
          pixelsHigh={480}
          label={t(side === 'front' ? 'module.of' : 'module.of.back', { name })}
        >
          <Front model={model} side={side} />
        </Scene>
      </Section>
    </VersionPage>
  )
}

function Front({ model: { design }, side }: { model: ModuleModelReply; side: Side }) {
  const unit = useUnit()
  return (
    <g transform={`translate(0 ${Math.max(1_900, design.heightMm + 40) - design.heightMm})`}>
      <ModuleFront design={design} side={side} nameOf={({ type }) => type} unit={unit} />
    </g>
  )
}
