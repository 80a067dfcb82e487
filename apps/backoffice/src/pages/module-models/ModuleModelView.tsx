import type { Side } from '@cubby/domain/cells/layout'
import { moduleProblems } from '@cubby/domain/constructor/module-problems'
import type { ModuleModelReply } from '@cubby/protocol/operations/models/module-model-shapes'
import { Alert, Anchor, Button, Text } from '@mantine/core'
import { IconEye, IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { ModelState } from '../../drawing/version/ModelState.tsx'
import { ModuleFront } from '../../drawing/front/ModuleFront.tsx'
import { ProblemList } from '../../drawing/ProblemList.tsx'
import { Scene } from '../../drawing/scene/Scene.tsx'
import { useUnit } from '../../drawing/scene/scene-scale.ts'
import { SideChoice } from '../../drawing/SideChoice.tsx'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { Page } from '../../support/Page.tsx'
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
  const [isShowingVersions, setShowingVersions] = useState(false)
  const [side, setSide] = useState<Side>('front')
  const { name, version, latestVersion, design } = model
  return (
    <Page
      title={name}
      crumbs={[
        { label: t('models.title'), href: to.models() },
        { label: t('modules.title'), href: to.moduleModels() },
      ]}
      badge={<ModelState isReleased={version.releasedAt !== null} />}
      actions={
        <Button
          variant="default"
          leftSection={<IconHistory size={18} aria-hidden />}
          onClick={() => setShowingVersions(true)}
        >
          {t('model.versions')}
        </Button>
      }
    >
      <Alert color="link" icon={<IconEye aria-hidden />}>
        {why ?? t('model.old', { version: version.version, latest: latestVersion })}{' '}
        {why === null && (
          <Anchor component={Link} href={to.moduleModel(model.id)}>
            {t('model.old.newest')}
          </Anchor>
        )}
      </Alert>
      {version.note && <Text>{version.note}</Text>}
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
      <Section title={t('model.problems')}>
        <ProblemList
          problems={moduleProblems(design).map((problem) => saidProblem(t, design, problem))}
        />
      </Section>
      <ModuleVersions
        model={model}
        isOpen={isShowingVersions}
        onClose={() => setShowingVersions(false)}
      />
    </Page>
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
