import { reach } from '@cubby/domain/constructor/reach'
import { type PointerEvent, type ReactNode, type Ref, useMemo, useCallback, useState } from 'react'
import { useText } from '../../text.ts'
import '../drawing.css'
import { SceneContext } from './scene-scale.ts'

type Props = {
  /** What is drawn between ruler and person, in millimetres. */
  widthMm: number
  heightMm: number
  label: string
  /** Pixels on the screen, at most. */
  pixelsHigh: number
  svgRef?: Ref<SVGSVGElement>
  onPointerDown?: (event: PointerEvent<SVGSVGElement>) => void
  /** In millimetres: `x` from the left edge of what is drawn, `y` downwards from its top, which is `heightMm` above the ground. */
  children: ReactNode
}

/** On the screen, in pixels: what stands around the drawing keeps its size. */
const RULER_PX = 46
const MARGIN_PX = 18
const FLOOR_PX = 26
/** Below this a drawing is no picture any more. */
const LEAST_PX = 300
const PERSON_MM = 640

/** The place where something is drawn to scale: a ruler of heights, the ground, what is reached from a wheelchair, and somebody beside it. */
export function Scene({ svgRef, ...props }: Props) {
  const [pixelsWide, setPixelsWide] = useState(600)
  const measured = useMeasured(setPixelsWide)
  const { unit, pixelsHigh, box } = frameOf(props, pixelsWide)
  const { heightMm } = props
  const scale = useMemo(() => ({ unit }), [unit])
  return (
    <div ref={measured} className="scene" style={{ height: pixelsHigh }}>
      <svg
        ref={svgRef}
        className="scene-picture"
        viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
        {...{ role: 'group', 'aria-label': props.label }}
        direction="ltr"
        onPointerDown={props.onPointerDown}
      >
        <Reach heightMm={heightMm} from={box.x} width={box.width} unit={unit} />
        <Ruler heightMm={heightMm} unit={unit} />
        <Person x={props.widthMm + 100} floor={heightMm} />
        <rect
          className="scene-ground"
          x={box.x}
          y={heightMm}
          width={box.width}
          height={FLOOR_PX * unit}
        />
        <Legend from={box.x} width={box.width} floor={heightMm} unit={unit} />
        <SceneContext value={scale}>{props.children}</SceneContext>
      </svg>
    </div>
  )
}

/** How many millimetres a pixel is, so that everything is seen; and the frame around it, which fills its place. */
function frameOf({ widthMm, heightMm, pixelsHigh: most }: Props, pixelsWide: number) {
  const wide = widthMm + PERSON_MM
  const unit = Math.max(
    heightMm / (most - MARGIN_PX - FLOOR_PX),
    wide / Math.max(1, pixelsWide - RULER_PX - MARGIN_PX),
  )
  const pixelsHigh = Math.max(LEAST_PX, heightMm / unit + MARGIN_PX + FLOOR_PX)
  const spare = pixelsWide * unit - RULER_PX * unit - wide - MARGIN_PX * unit
  const height = pixelsHigh * unit
  const box = {
    x: -RULER_PX * unit - spare / 2,
    y: heightMm + FLOOR_PX * unit - height,
    width: pixelsWide * unit,
    height,
  }
  return { unit, pixelsHigh, box }
}

/** Tells how wide an element is, now and whenever that changes. */
function useMeasured(onWidth: (width: number) => void) {
  return useCallback(
    (element: HTMLDivElement) => {
      const observer = new ResizeObserver(() => onWidth(element.clientWidth))
      observer.observe(element)
      return () => observer.disconnect()
    },
    [onWidth],
  )
}

type LegendProps = { from: number; width: number; floor: number; unit: number }

/** In the ground: what it is, and what the band above it means. */
function Legend({ from, width, floor, unit }: LegendProps) {
  const { t } = useText()
  const right = from + width
  return (
    <g>
      <text className="scene-text" x={from + 8 * unit} y={floor + 17 * unit} fontSize={12 * unit}>
        {t('model.floor')}
      </text>
      <rect
        className="scene-swatch"
        x={right - 22 * unit}
        y={floor + 6 * unit}
        width={14 * unit}
        height={14 * unit}
        strokeWidth={unit}
        strokeDasharray={`${4 * unit} ${2 * unit}`}
      />
      <text
        className="scene-text"
        x={right - 28 * unit}
        y={floor + 17 * unit}
        fontSize={12 * unit}
        textAnchor="end"
      >
        {t('model.reach')}
      </text>
    </g>
  )
}

type Measured = { heightMm: number; unit: number }

function Reach({ heightMm, from, width, unit }: Measured & { from: number; width: number }) {
  const y = heightMm - reach.highestMm
  return (
    <g className="scene-reach">
      <rect x={from} y={y} width={width} height={reach.highestMm - reach.lowestMm} />
      {[reach.highestMm, reach.lowestMm].map((at) => (
        <line
          key={at}
          x1={from}
          x2={from + width}
          y1={heightMm - at}
          y2={heightMm - at}
          strokeWidth={unit}
          strokeDasharray={`${5 * unit} ${4 * unit}`}
        />
      ))}
    </g>
  )
}

function Ruler({ heightMm, unit }: Measured) {
  const step = unit > 8 ? 1_000 : 500
  const marks = Array.from({ length: Math.floor(heightMm / 100) + 1 }, (_, i) => i * 100)
  return (
    <g className="scene-ruler" aria-hidden>
      <line x1={-6 * unit} x2={-6 * unit} y1={0} y2={heightMm} strokeWidth={unit} />
      {marks.map((mark) => {
        const isNamed = mark % step === 0
        return (
          <g key={mark}>
            <line
              x1={-6 * unit}
              x2={(isNamed ? -12 : -9) * unit}
              y1={heightMm - mark}
              y2={heightMm - mark}
              strokeWidth={unit}
            />
            {isNamed && mark > 0 && (
              <text
                x={-14 * unit}
                y={heightMm - mark}
                fontSize={11 * unit}
                textAnchor="end"
                dominantBaseline="central"
              >
                {mark / 1_000} m
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

/** Somebody of 1.70 m, for the eye to measure by: head, shoulders, body, arms, legs. */
function Person({ x, floor }: { x: number; floor: number }) {
  const parts = [
    { x: 30, top: 1_410, width: 380, height: 120, round: 60 },
    { x: 105, top: 1_410, width: 230, height: 720, round: 40 },
    { x: 30, top: 1_400, width: 66, height: 640, round: 33 },
    { x: 344, top: 1_400, width: 66, height: 640, round: 33 },
    { x: 105, top: 800, width: 104, height: 800, round: 30 },
    { x: 231, top: 800, width: 104, height: 800, round: 30 },
  ]
  return (
    <g className="scene-person" aria-hidden>
      <circle cx={x + 220} cy={floor - 1_570} r={125} />
      {parts.map((part) => (
        <rect
          key={`${part.x} ${part.height}`}
          x={x + part.x}
          y={floor - part.top}
          width={part.width}
          height={part.height}
          rx={part.round}
        />
      ))}
    </g>
  )
}
