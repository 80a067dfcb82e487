import type { Area, Side } from '@cubby/domain/cells/layout'
import type { DesignProblem } from '@cubby/domain/constructor/design-problem'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { handles, turnedArea } from '../../../drawing/areas.ts'
import { ControlFront } from '../../../drawing/front/ControlFront.tsx'
import { CellFront } from '../../../drawing/front/ModuleFront.tsx'
import { ProblemMark } from '../../../drawing/front/ProblemMark.tsx'
import { Scene } from '../../../drawing/scene/Scene.tsx'
import { SceneNote } from '../../../drawing/scene/SceneNote.tsx'
import { pointIn, useUnit } from '../../../drawing/scene/scene-scale.ts'
import { useText } from '../../../text.ts'
import { areaOf, isSame, otherAreas, type Part, placedParts } from '../module-edits.ts'
import { partIn } from '../said-problem.ts'
import type { ModuleEditing } from '../use-module-editor.ts'
import { type Grip, type Preview, usePartDrag } from './use-part-drag.ts'
import { usePartKeys } from './use-part-keys.ts'

type Props = { editing: ModuleEditing; side: Side }

const LEAST_HEIGHT_MM = 1_900

/** The front or back of the module that is being drawn: cells and controls to take hold of, and room to draw new ones. */
export function ModuleScene({ editing, side }: Props) {
  const { t } = useText()
  const { design, drawing } = editing
  const svg = useRef<SVGSVGElement>(null)
  const heightMm = Math.max(LEAST_HEIGHT_MM, design.heightMm + 40)
  const drag = usePartDrag({
    bounds: design,
    othersOf: (parts) => otherAreas(design, parts),
    pointAt: (at) => {
      const point = pointIn(svg.current, at)
      if (!point) return null
      const x = side === 'front' ? point.x : design.widthMm - point.x
      return { x, y: heightMm - point.y }
    },
    onDone: (done) => ('placed' in done ? editing.place(done.placed) : editing.addCell(done.drawn)),
    onTap: (part) => editing.choose(part, false),
  })
  return (
    <Scene
      svgRef={svg}
      widthMm={design.widthMm + 60}
      heightMm={heightMm}
      pixelsHigh={600}
      label={t(side === 'front' ? 'module.of' : 'module.of.back', { name: drawing.now.name })}
    >
      <Module
        editing={editing}
        side={side}
        heightMm={heightMm}
        preview={drag.preview}
        onGrip={drag.begin}
      />
    </Scene>
  )
}

type ModuleProps = Props & {
  heightMm: number
  preview: Preview | null
  onGrip: (grip: Grip, event: PointerEvent) => void
}

function Module(props: ModuleProps) {
  const { t } = useText()
  const unit = useUnit()
  const { editing, heightMm, preview, onGrip } = props
  const { design } = editing
  const onKey = usePartKeys(editing)
  const parts = partsOn(props)
  return (
    <>
      <rect
        className="front-body draws"
        data-testid="module-body"
        width={design.widthMm}
        height={design.heightMm}
        y={heightMm - design.heightMm}
        rx={3 * unit}
        strokeWidth={1.5 * unit}
        onPointerDown={(event) => {
          editing.setChosen([])
          onGrip({ kind: 'draw' }, event)
        }}
      />
      <rect
        className="front-plinth"
        width={design.widthMm}
        height={design.plinthMm}
        y={heightMm - design.plinthMm}
      />
      {parts.length === 0 && (
        <SceneNote
          box={boxOf({ x: 0, y: 0, width: design.widthMm, height: design.heightMm }, props)}
        >
          {t('module.empty')}
        </SceneNote>
      )}
      {parts.map(({ part, area }) => (
        <PartFront
          key={part.kind === 'cell' ? part.key : `control ${part.index}`}
          {...props}
          part={part}
          area={placeIn(preview, part) ?? area}
          onKey={(event) => onKey(part, event)}
        />
      ))}
      {preview && 'drawn' in preview && (
        <rect
          className="drawn-new"
          {...boxOf(preview.drawn, props)}
          rx={3 * unit}
          strokeWidth={2 * unit}
        />
      )}
    </>
  )
}

/** Where a part that a hand holds is shown. */
const placeIn = (preview: Preview | null, part: Part): Area | undefined =>
  preview && 'placed' in preview
    ? preview.placed.find((each) => isSame(each.part, part))?.area
    : undefined

/** What is seen on this side, chosen parts last so that their handles lie on top. */
function partsOn({ editing: { design, selected }, side }: Pick<ModuleProps, 'editing' | 'side'>) {
  const parts: { part: Part; area: Area }[] = [
    ...design.cells
      .filter(({ sides }) => sides.includes(side))
      .map(({ key, area }) => ({ part: { kind: 'cell' as const, key }, area })),
    ...design.controls.flatMap((control, index) =>
      control.side === side
        ? [{ part: { kind: 'control' as const, index }, area: control.area }]
        : [],
    ),
  ]
  const isChosen = ({ part }: { part: Part }) => selected.some((each) => isSame(each, part))
  return [...parts.filter((each) => !isChosen(each)), ...parts.filter(isChosen)]
}

/** A rectangle of the module where it is seen on the screen. */
function boxOf(
  area: Area,
  { editing, side, heightMm }: Pick<ModuleProps, 'editing' | 'side' | 'heightMm'>,
): Area {
  const seen = side === 'front' ? area : turnedArea(area, editing.design.widthMm)
  return { ...seen, y: heightMm - seen.y - seen.height }
}

type PartProps = ModuleProps & {
  part: Part
  area: Area
  onKey: (event: KeyboardEvent) => void
}

function PartFront(props: PartProps) {
  const unit = useUnit()
  const { editing, part, area, onGrip, onKey } = props
  const { design, selected, problems } = editing
  const own = problems.filter(({ pointer }) => {
    const found = partIn(design, pointer)
    return found !== null && isSame(found, part)
  })
  const isChosen = selected.some((each) => isSame(each, part))
  const isAlone = isChosen && selected.length === 1
  const box = boxOf(area, props)
  const label = useLabel(design, part, own)
  const kept = areaOf(design, part) ?? area
  return (
    <g className="part">
      <Face design={design} part={part} box={box} isWrong={own.some(isError)} />
      <rect
        className="part-frame"
        {...box}
        rx={3 * unit}
        strokeWidth={3 * unit}
        {...{ role: 'button', tabIndex: 0, 'aria-pressed': isChosen, 'aria-label': label }}
        data-part={part.kind === 'cell' ? part.key : `control-${part.index}`}
        onPointerDown={(event) => {
          event.stopPropagation()
          const isMore = event.shiftKey || event.ctrlKey || event.metaKey
          if (isMore || !isChosen) editing.choose(part, isMore)
          const held = isChosen ? selected : [part]
          if (!isMore) onGrip({ kind: 'move', part, with: placedParts(design, held) }, event)
        }}
        onFocus={() => isChosen || editing.choose(part, false)}
        onKeyDown={onKey}
      />
      {own.length > 0 && (
        <ProblemMark
          level={own.some(isError) ? 'error' : 'warning'}
          x={box.x + box.width - 20 * unit}
          y={box.y + 3 * unit}
          unit={unit}
        />
      )}
      {isAlone && <Handles {...props} box={box} kept={kept} />}
    </g>
  )
}

const isError = ({ level }: DesignProblem) => level === 'error'

function useLabel(
  design: ModuleEditing['design'],
  part: Part,
  own: readonly DesignProblem[],
): string {
  const { t } = useText()
  const area = areaOf(design, part)
  if (part.kind === 'control') {
    const kind = design.controls[part.index]?.kind ?? 'screen'
    return t('module.control.of', { kind: t(`module.control.${kind}`), y: area?.y ?? 0 })
  }
  const index = design.cells.findIndex(({ key }) => key === part.key)
  const said = t('module.cell', {
    number: index + 1,
    type: design.cells[index]?.type ?? '',
    width: area?.width ?? 0,
    height: area?.height ?? 0,
    y: area?.y ?? 0,
  })
  return own.length > 0 ? `${said}, ${t('module.cell.problem')}` : said
}

type FaceProps = Pick<PartProps, 'part'> & {
  design: ModuleEditing['design']
  box: Area
  isWrong: boolean
}

function Face({ design, part, box, isWrong }: FaceProps) {
  const unit = useUnit()
  if (part.kind === 'control') {
    const control = design.controls[part.index]
    return control && <ControlFront kind={control.kind} box={box} unit={unit} isWrong={isWrong} />
  }
  const index = design.cells.findIndex(({ key }) => key === part.key)
  const cell = design.cells[index]
  return (
    cell && (
      <CellFront
        cell={cell}
        box={box}
        name={`${index + 1} · ${cell.type}`}
        unit={unit}
        isWrong={isWrong}
      />
    )
  )
}

/** At the back, the left edge is the right one of the drawing. */
const turned = { n: 'n', s: 's', e: 'w', w: 'e', ne: 'nw', nw: 'ne', se: 'sw', sw: 'se' } as const

function Handles({ part, side, box, kept, onGrip }: PartProps & { box: Area; kept: Area }) {
  const unit = useUnit()
  const size = 9 * unit
  return handles.map((handle) => {
    const x = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5
    const y = handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5
    return (
      <rect
        key={handle}
        className={`handle handle-${handle}`}
        data-handle={handle}
        x={box.x + box.width * x - size / 2}
        y={box.y + box.height * y - size / 2}
        width={size}
        height={size}
        rx={2 * unit}
        strokeWidth={unit}
        onPointerDown={(event) => {
          event.stopPropagation()
          const held = side === 'front' ? handle : turned[handle]
          onGrip({ kind: 'resize', part, area: kept, handle: held }, event)
        }}
      />
    )
  })
}
