import type { Area, Control } from '@cubby/domain/cells/layout'

/** Each control as a sign on a square of 24. */
const paths: Record<Control['kind'], string> = {
  screen:
    'M9 4a1.5 1.5 0 0 1 3 0v7l4.5 1a2 2 0 0 1 1.5 2.3l-.8 4.7h-7l-3.7-5.5a1.4 1.4 0 0 1 2.5-1.5',
  keypad: 'M6 5h.1M12 5h.1M18 5h.1M6 11h.1M12 11h.1M18 11h.1M6 17h.1M12 17h.1M18 17h.1',
  scanner: 'M4 7V4h4M16 4h4v3M20 17v3h-4M8 20H4v-3M8 8v8M12 8v8M16 8v8',
  terminal: 'M3 6h18v12H3zM3 10h18M7 15h3',
}

type Props = { kind: Control['kind']; box: Area; unit: number; isWrong?: boolean }

/** A screen, keypad, scanner or terminal on the front of a machine. */
export function ControlFront({ kind, box, unit, isWrong = false }: Props) {
  const size = Math.min(box.width, box.height) * 0.5
  return (
    <g className={isWrong ? 'front-wrong' : undefined} data-control={kind}>
      <rect
        className={kind === 'screen' ? 'front-control front-screen' : 'front-control'}
        {...box}
        rx={3 * unit}
        strokeWidth={(isWrong ? 2 : 1.2) * unit}
      />
      <path
        className="front-icon"
        d={paths[kind]}
        strokeWidth={kind === 'keypad' ? 3.4 : 1.8}
        transform={`translate(${box.x + (box.width - size) / 2} ${box.y + (box.height - size) / 2}) scale(${size / 24})`}
      />
    </g>
  )
}
