import type { Side, Zone } from '@cubby/domain/cells/layout'
import { composeLayout } from '@cubby/domain/constructor/compose'
import { type ModuleFinder, standingModules } from '@cubby/domain/constructor/standing'
import { lockerFacts } from '@cubby/domain/constructor/locker-facts'
import { lockerProblems } from '@cubby/domain/constructor/locker-problems'
import type { LockerModelReply } from '@cubby/protocol/operations/models/locker-model-shapes'
import { LockerWall } from '@cubby/ui/wall/locker-wall'
import { useMemo, useState } from 'react'
import { SideChoice } from '../../drawing/SideChoice.tsx'
import { VersionPage } from '../../drawing/version/VersionPage.tsx'
import { to } from '../../paths.ts'
import { Section } from '../../support/Section.tsx'
import { useText } from '../../text.ts'
import { WallFrame } from '../lockers/WallFrame.tsx'
import { LockerVersions } from './LockerVersions.tsx'
import { MachineFigures } from './panel/MachineFigures.tsx'
import { saidProblem } from './said-problem.ts'

type Props = {
  model: LockerModelReply
  /** What keeps it from being drawn on here; null: it is an old version. */
  why: string | null
}

/** One version of a model, to look at. */
export function LockerModelView({ model, why }: Props) {
  const { t } = useText()
  const { design } = model
  const find = useMemo(() => finderOf(model), [model])
  const facts = lockerFacts(standingModules(design, find), design.baseMm)
  return (
    <VersionPage
      model={model}
      crumbs={[{ label: t('models.title'), href: to.models() }]}
      why={why}
      newest={to.model(model.id)}
      problems={lockerProblems(design, find).map((problem) => saidProblem(t, problem))}
      versions={(isOpen, onClose) => (
        <LockerVersions model={model} isOpen={isOpen} onClose={onClose} />
      )}
    >
      <Wall model={model} find={find} />
      <Section title={t('machine.figures')}>
        <MachineFigures facts={facts} />
      </Section>
    </VersionPage>
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
