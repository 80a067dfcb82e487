import type { Side } from '@cubby/domain/cells/layout'
import type { CellId } from '@cubby/kit/ids'
import type { KeyboardEvent, ReactNode } from 'react'
import { type Box, type WallCell, type WallModule, wallPlan } from './wall-geometry.ts'

/** What a door shows. Each look has a shape of its own besides its colour (`wall.css`). */
export type DoorLook =
  | 'free'
  | 'reserved'
  | 'occupied'
  | 'expired'
  | 'blocked'
  | 'faulty'
  | 'unknown'
  | 'yours'
  | 'done'
  | 'dimmed'

export type DoorView = {
  look: DoorLook
  /** Drawn open, whatever the look says of what is inside. */
  isOpen?: boolean
  /** In words, for people who do not see it: "Door 17, open, yours". */
  label: string
}

type Props<C extends WallCell> = {
  modules: readonly WallModule<C>[]
  side?: Side
  /** What the whole drawing is, in words. */
  label: string
  doorOf: (cell: C) => DoorView
  /** Makes each door a button. */
  onDoor?: (cell: C) => void
  selected?: CellId | null
  /** Something laid over a door, in the coordinates of the wall (millimetres). */
  onTop?: (cell: C, box: Box) => ReactNode
  /** On the screen of the machine, such as a small picture of what it shows. */
  screen?: (box: Box) => ReactNode
  className?: string
}

/**
 * The wall of a locker, drawn to scale from its layout. It is never mirrored: a machine looks the same in every language.
 * Needs `wall.css` and the colour tokens.
 */
export function LockerWall<C extends WallCell>(props: Props<C>) {
  const plan = wallPlan(props.modules, props.side)
  const margin = 24
  return (
    <svg
      className={`wall ${props.className ?? ''}`}
      viewBox={`${-margin} ${-margin} ${plan.width + 2 * margin} ${plan.height + 2 * margin}`}
      role={props.onDoor ? 'group' : 'img'}
      aria-label={props.label}
      direction="ltr"
    >
      <defs>
        <pattern
          id="wall-hatch"
          width="36"
          height="36"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="14" height="36" className="wall-hatch-line" />
        </pattern>
      </defs>
      <rect
        className="wall-body"
        x={-margin / 2}
        y={-margin / 2}
        width={plan.width + margin}
        height={plan.height + margin}
        rx="18"
      />
      {plan.modules.map(({ name, box }) => (
        <rect key={`${name}${box.x}`} className="wall-module" {...box} />
      ))}
      {plan.screen && (
        <g>
          <rect className="wall-screen" {...plan.screen} rx="10" />
          {props.screen?.(plan.screen)}
        </g>
      )}
      {plan.controls.map(({ kind, box }) => (
        <rect key={`${kind}${box.x} ${box.y}`} className="wall-control" {...box} rx="8" />
      ))}
      {plan.doors.map(({ cell, box }) => (
        <Door
          key={cell.id}
          name={cell.name}
          box={box}
          view={props.doorOf(cell)}
          isTransparent={cell.transparent}
          isSelected={props.selected === cell.id}
          onPress={props.onDoor && (() => props.onDoor?.(cell))}
        >
          {props.onTop?.(cell, box)}
        </Door>
      ))}
    </svg>
  )
}

type DoorProps = {
  name: string
  box: Box
  view: DoorView
  isTransparent: boolean
  isSelected: boolean
  onPress: (() => void) | undefined
  children: ReactNode
}

function Door({ name, box, view, isTransparent, isSelected, onPress, children }: DoorProps) {
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onPress?.()
  }
  const button = onPress
    ? {
        role: 'button',
        tabIndex: 0,
        onClick: onPress,
        onKeyDown: pressed,
        'aria-label': view.label,
      }
    : {}
  const textSize = Math.min(box.height * 0.62, 96)
  return (
    <g
      className={`wall-door wall-${view.look}${view.isOpen ? ' wall-open' : ''}${isTransparent ? ' wall-glass' : ''}${isSelected ? ' wall-selected' : ''}`}
      data-cell={name}
      data-look={view.look}
      data-open={view.isOpen ? 'true' : 'false'}
      {...button}
    >
      <rect className="wall-front" {...box} rx="8" />
      <rect className="wall-pattern" {...box} rx="8" />
      {view.isOpen && <OpenLeaf box={box} />}
      <text
        className="wall-name"
        x={box.x + box.width / 2}
        y={box.y + box.height / 2}
        fontSize={textSize}
        dominantBaseline="central"
        textAnchor="middle"
      >
        {name}
      </text>
      <Mark look={view.look} box={box} />
      {children}
    </g>
  )
}

/** The leaf of an open door, turned towards the person, hinges on the left. */
function OpenLeaf({ box: { x, y, width, height } }: { box: Box }) {
  const lean = Math.min(width * 0.12, 50)
  return (
    <>
      <rect className="wall-inside" x={x} y={y} width={width} height={height} rx="8" />
      <path
        className="wall-leaf"
        d={`M ${x} ${y} l ${-lean} ${lean * 0.55} v ${height - lean * 0.1} l ${lean} ${-lean * 0.45} z`}
      />
    </>
  )
}

/** A small sign in the corner: the state in a shape, for people who do not see colours. */
function Mark({ look, box }: { look: DoorLook; box: Box }) {
  const size = Math.min(box.height * 0.4, 72)
  const x = box.x + box.width - size * 1.25
  const y = box.y + box.height / 2 - size / 2
  const at = { transform: `translate(${x} ${y}) scale(${size / 24})` }
  switch (look) {
    case 'expired':
      return (
        <g className="wall-mark" {...at}>
          <circle cx="12" cy="12" r="9" />
          <path d="M12 7v5l3 3" />
        </g>
      )
    case 'blocked':
      return (
        <g className="wall-mark" {...at}>
          <rect x="5" y="11" width="14" height="10" rx="2" />
          <path d="M8 11V7a4 4 0 0 1 8 0v4" />
        </g>
      )
    case 'faulty':
      return (
        <g className="wall-mark" {...at}>
          <path d="M5 5l14 14M19 5L5 19" />
        </g>
      )
    case 'unknown':
      return (
        <g className="wall-mark" {...at}>
          <path d="M8 8a4 4 0 1 1 5 4v2M12 18v.5" />
        </g>
      )
    case 'yours':
      return (
        <g className="wall-mark" {...at}>
          <path d="M12 3l2.8 5.8 6.2.9-4.5 4.4 1 6.3L12 17.4 6.5 20.4l1-6.3L3 9.7l6.2-.9z" />
        </g>
      )
    case 'done':
      return (
        <g className="wall-mark" {...at}>
          <path d="M5 12l5 5L20 7" />
        </g>
      )
    case 'free':
    case 'reserved':
    case 'occupied':
    case 'dimmed':
      return null
  }
}
