import type { Side, Zone } from '@cubby/domain/cells/layout'
import { composeLayout } from '@cubby/domain/constructor/compose'
import { type ModuleFinder, standingModules } from '@cubby/domain/constructor/standing'
import { lockerFacts } from '@cubby/domain/constructor/locker-facts'
import { lockerProblems } from '@cubby/domain/constructor/locker-problems'
import type { LockerModelReply } from '@cubby/protocol/operations/models/locker-model-shapes'
import { LockerWall } from '@cubby/ui/wall/locker-wall'
import { Alert, Anchor, Button, Text } from '@mantine/core'
import { IconEye, IconHistory } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { ModelState } from '../../drawing/version/ModelState.tsx'
import { ProblemList } from '../../drawing/ProblemList.tsx'
import { SideChoice } from '../../drawing/SideChoice.tsx'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { Page } from '../../support/Page.tsx'
import { Section } from '../../support/Section.tsx'
import { useText } from '../../text.ts'
import { WallFrame } from '../lockers/WallFrame.tsx'
import { LockerVersions } from './LockerVersions.tsx'
import { MachineFigures } from './MachineFigures.tsx'
import { saidProblem } from './said-problem.ts'

/** One version of a model, to look at. `why`: what keeps it from being drawn on here; null: it is an old version. */
export function LockerModelView({ model, why }: { model: LockerModelReply; why: string | null }) {
  const { t } = useText()
  const [isShowingVersions, setShowingVersions] = useState(false)
  const { name, version, latestVersion, design } = model
  const find = useMemo(() => finderOf(model), [model])
  const facts = lockerFacts(standingModules(design, find), design.baseMm)
  const problems = lockerProblems(design, find).map((problem) => saidProblem(t, problem))
  return (
    <Page
      title={name}
      crumbs={[{ label: t('models.title'), href: to.models() }]}
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
          <Anchor component={Link} href={to.model(model.id)}>
            {t('model.old.newest')}
          </Anchor>
        )}
      </Alert>
      {version.note && <Text>{version.note}</Text>}
      <Wall model={model} find={find} />
      <Section title={t('machine.figures')}>
        <MachineFigures facts={facts} />
      </Section>
      <Section title={t('model.problems')}>
        <ProblemList problems={problems} />
      </Section>
      <LockerVersions
        model={model}
        isOpen={isShowingVersions}
        onClose={() => setShowingVersions(false)}
      />
    </Page>
  )
}

function finderOf({ usedModules }: LockerModelReply): ModuleFinder {
  const known = new Map(usedModules.map((each) => [`${each.id} ${each.version}`, each]))
  return (module, version) => known.get(`${module} ${version}`)
}

function Wall({ model, find }: { model: LockerModelReply; find: ModuleFinder }) {
  const { t } = useText()
  const [side, setSide] = useState<Side>('front')
  const { design, name } = model
  const { modules } = useMemo(
    () => composeLayout(design, find, ({ slot, cell }) => `cel_${slot}-${cell}`),
    [design, find],
  )
  const labelOf = (door: { name: string; type: string; zone: Zone }) =>
    [
      t('machine.naming.door', { name: door.name }),
      door.type,
      t(`module.field.zone.${door.zone}`),
    ].join(', ')
  return (
    <Section
      title={t('model.drawing')}
      tools={design.twoSided && <SideChoice side={side} onChange={setSide} />}
    >
      <WallFrame modules={modules} label={t('model.drawing')}>
        <LockerWall
          modules={modules}
          side={side}
          label={t(side === 'front' ? 'machine.of' : 'machine.of.back', { name })}
          doorOf={(cell) => ({ look: 'free', label: labelOf(cell) })}
        />
      </WallFrame>
    </Section>
  )
}
