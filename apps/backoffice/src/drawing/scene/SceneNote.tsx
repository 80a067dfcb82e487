import type { Area } from '@cubby/domain/cells/layout'
import { useUnit } from './scene-scale.ts'

/** Words in the middle of an empty place, broken where they must be. */
export function SceneNote({ box, children }: { box: Area; children: string }) {
  const unit = useUnit()
  return (
    <foreignObject {...box} pointerEvents="none">
      <div
        className="scene-note"
        style={{ fontSize: 13 * unit, lineHeight: 1.3, padding: 8 * unit }}
        dir="auto"
      >
        {children}
      </div>
    </foreignObject>
  )
}
