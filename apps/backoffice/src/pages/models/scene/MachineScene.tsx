import type { Side } from '@cubby/domain/cells/layout'
import { columnLetters, namesOf } from '@cubby/domain/constructor/cell-names'
import {
  type ModuleFinder,
  type StandingModule,
  standingModules,
} from '@cubby/domain/constructor/standing'
import type { DesignProblem } from '@cubby/domain/constructor/design-problem'
import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import { type KeyboardEvent, type PointerEvent, type Ref, useMemo } from 'react'
import { ModuleFront } from '../../../drawing/front/ModuleFront.tsx'
import { ProblemMark } from '../../../drawing/front/ProblemMark.tsx'
import { Scene } from '../../../drawing/scene/Scene.tsx'
import { SceneNote } from '../../../drawing/scene/SceneNote.tsx'
import { useUnit } from '../../../drawing/scene/scene-scale.ts'
import { useText } from '../../../text.ts'
import { indexIn } from '../said-problem.ts'
import type { Dragging } from './use-module-drag.ts'

type Props = {
  name: string
  design: LockerDesign
  find: ModuleFinder
  nameOf: (index: number) => string
  side: Side
  problems: readonly DesignProblem[]
  selected: number | null
  dragging: Dragging | null
  svgRef: Ref<SVGSVGElement>
  onTake: (index: number, event: PointerEvent) => void
  onChoose: (index: number) => void
  onKey: (index: number, event: KeyboardEvent) => void
}

/** Room to the right where the next module can be let go. */
const DROP_ROOM_MM = 700
const LEAST_HEIGHT_MM = 2_100
const EMPTY_MM = { width: 600, height: 2_000 }

/** The machine that is being drawn, to scale, with each module as something to take hold of. */
export function MachineScene(props: Props) {
  const { t } = useText()
  const { design, find, side } = props
  const standing = useMemo(() => standingModules(design, find), [design, find])
  const widthMm = standing.reduce((sum, each) => sum + each.design.widthMm, 0)
  const tops = standing.map((each) => each.design.heightMm + design.baseMm + 60)
  const heightMm = Math.max(LEAST_HEIGHT_MM, ...tops)
  return (
    <Scene
      widthMm={widthMm + DROP_ROOM_MM}
      heightMm={heightMm}
      pixelsHigh={460}
      label={t(side === 'front' ? 'machine.of' : 'machine.of.back', { name: props.name })}
      {...(props.svgRef ? { svgRef: props.svgRef } : {})}
    >
      <Modules {...props} standing={standing} widthMm={widthMm} heightMm={heightMm} />
    </Scene>
  )
}

type ModulesProps = Props & {
  standing: readonly StandingModule[]
  widthMm: number
  heightMm: number
}

/** Where each module is drawn: without the one that is held, and with a gap where it would be let go. */
function placesOf({ standing, dragging, side }: ModulesProps) {
  const held = dragging?.kind === 'standing' ? dragging.index : null
  const others = standing.filter(({ index }) => index !== held)
  const gapAt =
    dragging && dragging.over !== null && dragging.over !== 'bin' ? dragging.over.at : null
  const gap = dragging?.module.design.widthMm ?? 0
  const placed: { module: StandingModule | null; left: number; width: number }[] = []
  let left = 0
  const put = (module: StandingModule | null, width: number) => {
    placed.push({ module, left, width })
    left += width
  }
  others.forEach((module, i) => {
    if (i === gapAt) put(null, gap)
    put(module, module.design.widthMm)
  })
  if (gapAt !== null && gapAt >= others.length) put(null, gap)
  return placed.map((each) => ({
    ...each,
    x: side === 'front' ? each.left : left - each.left - each.width,
  }))
}

function Modules(props: ModulesProps) {
  const { design, standing, widthMm, heightMm, dragging } = props
  const unit = useUnit()
  const names = useMemo(() => namesOf(design.naming, standing), [design.naming, standing])
  const places = placesOf(props)
  const gap = places.find(({ module }) => module === null)
  return (
    <>
      {gap && dragging && (
        <rect
          className="standing-gap"
          x={gap.x}
          y={heightMm - design.baseMm - dragging.module.design.heightMm}
          width={gap.width}
          height={dragging.module.design.heightMm}
          strokeWidth={2 * unit}
          strokeDasharray={`${6 * unit} ${4 * unit}`}
          rx={4 * unit}
        />
      )}
      {standing.length === 0 && !gap && <DropRoom heightMm={heightMm} baseMm={design.baseMm} />}
      {design.baseMm > 0 && standing.length > 0 && (
        <rect
          className="front-plinth"
          x={20}
          width={Math.max(0, widthMm - 40)}
          y={heightMm - design.baseMm}
          height={design.baseMm}
        />
      )}
      {places.map(
        ({ module, x }) =>
          module && (
            <Standing
              key={module.placed.slot}
              {...props}
              module={module}
              x={x}
              doorName={(cell) =>
                names.get(module.cells.find((each) => each.cell === cell) ?? NOBODY) ?? ''
              }
            />
          ),
      )}
    </>
  )
}

const NOBODY = {} as StandingModule['cells'][number]

type StandingProps = ModulesProps & {
  module: StandingModule
  x: number
  doorName: (cell: StandingModule['cells'][number]['cell']) => string
}

function Standing(props: StandingProps) {
  const { t } = useText()
  const unit = useUnit()
  const { module, standing, design, side, heightMm, selected } = props
  const { index, placed } = module
  const own = props.problems.filter(({ pointer }) => indexIn(pointer) === index)
  const level = own.some((each) => each.level === 'error') ? 'error' : 'warning'
  const label = [
    t('machine.module', {
      column: columnLetters(index),
      place: index + 1,
      count: standing.length,
      name: props.nameOf(index),
      cells: module.cells.length,
    }),
    ...(placed.mirrored ? [t('machine.module.mirrored')] : []),
    ...(own.length > 0 ? [t('machine.module.problem')] : []),
  ].join(', ')
  return (
    <g
      className="standing"
      style={{
        transform: `translate(${props.x}px, ${heightMm - design.baseMm - module.design.heightMm}px)`,
      }}
    >
      <ModuleFront
        design={module.design}
        side={side}
        isMirrored={placed.mirrored}
        nameOf={props.doorName}
        unit={unit}
      />
      <rect
        className="standing-frame"
        x={unit}
        y={unit}
        width={module.design.widthMm - 2 * unit}
        height={module.design.heightMm - 2 * unit}
        rx={4 * unit}
        strokeWidth={4 * unit}
        {...{
          role: 'button',
          tabIndex: selected === index || (selected === null && index === 0) ? 0 : -1,
          'aria-pressed': selected === index,
          'aria-label': label,
        }}
        data-slot={placed.slot}
        data-place={index}
        onPointerDown={(event) => props.onTake(index, event)}
        onClick={() => props.onChoose(index)}
        onFocus={() => props.onChoose(index)}
        onKeyDown={(event) => props.onKey(index, event)}
      />
      {own.length > 0 && (
        <ProblemMark
          level={level}
          x={module.design.widthMm / 2 - 9 * unit}
          y={-12 * unit}
          unit={unit}
        />
      )}
    </g>
  )
}

function DropRoom({ heightMm, baseMm }: { heightMm: number; baseMm: number }) {
  const { t } = useText()
  const unit = useUnit()
  const { width, height } = EMPTY_MM
  return (
    <g>
      <rect
        className="drop-room"
        x={0}
        y={heightMm - baseMm - height}
        width={width}
        height={height}
        rx={6 * unit}
        strokeWidth={1.5 * unit}
        strokeDasharray={`${6 * unit} ${5 * unit}`}
      />
      <SceneNote box={{ x: 0, y: heightMm - baseMm - height, width, height }}>
        {t('machine.empty')}
      </SceneNote>
    </g>
  )
}
