import type { Area } from '@cubby/domain/cells/layout'
import type { ModuleCell } from '@cubby/domain/constructor/module-design'

/** Small signs in the lower corner of a door: cold, socket, light. Drawn on a square of 24. */
const paths = {
  cold: 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9',
  socket: 'M13 3L5 14h6l-1 7 8-11h-6z',
  light:
    'M12 8a4 4 0 1 0 .01 0M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5',
}

/** What a cell has besides a door. Nothing is drawn where there is no room for it. */
export function CellIcons({ cell, box, unit }: { cell: ModuleCell; box: Area; unit: number }) {
  const size = Math.min(12 * unit, box.height * 0.4)
  const shown = [
    ...(cell.zone === 'ambient' ? [] : (['cold'] as const)),
    ...(cell.socket ? (['socket'] as const) : []),
    ...(cell.light ? (['light'] as const) : []),
  ]
  if (size < 5 * unit || box.width < shown.length * size * 1.3 + 4 * unit) return null
  return shown.map((sign, i) => (
    <path
      key={sign}
      className="front-icon"
      d={paths[sign]}
      strokeWidth={2}
      transform={`translate(${box.x + 3 * unit + i * size * 1.25} ${box.y + box.height - size - 3 * unit}) scale(${size / 24})`}
    />
  ))
}
