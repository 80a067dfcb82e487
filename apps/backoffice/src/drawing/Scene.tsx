import { reach } from '@cubby/domain/constructor/reach'
import { useElementSize } from '@mantine/hooks'
import { type PointerEvent, type ReactNode, type Ref, useMemo } from 'react'
import { useText } from '../text.ts'
import './drawing.css'
import { SceneContext } from './scene-scale.ts'

type Props = {
  /** What is drawn between ruler and person, in millimetres. */
  widthMm: number
  heightMm: number
  label: string
  /** Pixels on the screen. */
  pixelsHigh: number
  svgRef?: Ref<SVGSVGElement>
  onPointerDown?: (event: PointerEvent<SVGSVGElement>) => void
  /** A person stands beside it. */
  hasPerson?: boolean
  /** In millimetres: `x` from the left edge of what is drawn, `y` downwards from its top, which is `heightMm` above the ground. */
  children: ReactNode
}

/** Left of the drawing, in millimetres at a scale of 1 px to 5 mm; both grow with it. */
const RULER_PX = 46
const MARGIN_PX = 14
const FLOOR_PX = 26
const PERSON_MM = 620

/** The place where something is drawn to scale: a ruler of heights, the ground, what is reached from a wheelchair, and somebody beside it. */
export function Scene({ svgRef, ...props }: Props) {
  const { t } = useText()
  const { widthMm, heightMm, pixelsHigh, hasPerson = true } = props
  const { ref, width } = useElementSize()
  const wide = widthMm + (hasPerson ? PERSON_MM : 0)
  // How many millimetres one pixel is.
  const unit = Math.max(
    heightMm / Math.max(1, pixelsHigh - MARGIN_PX - FLOOR_PX),
    wide / Math.max(1, (width || 600) - RULER_PX - MARGIN_PX),
  )
  const left = RULER_PX * unit
  const box = {
    x: -left,
    y: -MARGIN_PX * unit,
    width: wide + left + MARGIN_PX * unit,
    height: heightMm + (MARGIN_PX + FLOOR_PX) * unit,
  }
  const scale = useMemo(() => ({ unit }), [unit])
  return (
    <div ref={ref} className="scene" style={{ height: pixelsHigh }}>
      <svg
        ref={svgRef}
        className="scene-picture"
        viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
        preserveAspectRatio="xMidYMax meet"
        {...{ role: 'group', 'aria-label': props.label }}
        direction="ltr"
        onPointerDown={props.onPointerDown}
      >
        <Reach heightMm={heightMm} from={box.x} width={box.width} unit={unit} />
        <Ruler heightMm={heightMm} unit={unit} />
        {hasPerson && <Person x={widthMm + 90} floor={heightMm} />}
        <rect
          className="scene-ground"
          x={box.x}
          y={heightMm}
          width={box.width}
          height={FLOOR_PX * unit}
        />
        <text
          className="scene-text"
          x={box.x + 6 * unit}
          y={heightMm + 17 * unit}
          fontSize={12 * unit}
        >
          {t('model.floor')}
        </text>
        <SceneContext value={scale}>{props.children}</SceneContext>
      </svg>
    </div>
  )
}

type Measured = { heightMm: number; unit: number }

function Reach({ heightMm, from, width, unit }: Measured & { from: number; width: number }) {
  const { t } = useText()
  const y = heightMm - reach.highestMm
  return (
    <g className="scene-reach">
      <title>{t('model.reach')}</title>
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

/** Somebody of 1.70 m, for the eye to measure by. */
function Person({ x, floor }: { x: number; floor: number }) {
  const y = (up: number) => floor - up
  return (
    <g className="scene-person" aria-hidden>
      <circle cx={x + 220} cy={y(1_580)} r={118} />
      <path
        d={`M ${x + 100} ${y(1_390)} q 120 -70 240 0 q 50 20 55 90 l 30 440 q 0 45 -38 45 q -36 0 -42 -42
          l -38 -330 l 5 380 l -18 600 q -6 55 -58 55 q -50 0 -54 -55 l -8 -560 l -8 560 q -4 55 -54 55
          q -52 0 -58 -55 l -18 -600 l 5 -380 l -38 330 q -6 42 -42 42 q -38 0 -38 -45 l 30 -440 q 5 -70 55 -90 z`}
      />
    </g>
  )
}
